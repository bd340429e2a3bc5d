import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

/** Why DynamoDB did not write. */
export interface Refusal {
  /** The item that failed the condition; undefined when there is none under the key. */
  readonly Item?: Record<string, AttributeValue>;
}

/** The refusal that an error stands for, of a single write or within a transaction; undefined for any other error. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof ConditionalCheckFailedException) return error;
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return error.CancellationReasons?.find(({ Code }) => Code === 'ConditionalCheckFailed');
}
