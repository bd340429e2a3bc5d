import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/**
 * Lets the client's own retries cover writes that failed only because another write to the item was under way. The SDK
 * leaves those to its caller:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function retryConflicts({ middlewareStack }: DynamoDBClient): void {
  middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (isConflict(error)) error.$retryable = {};
        throw error;
      }
    },
    // Outside of whatever turns the response into an error, inside of the retries.
    { name: 'retryConflicts', step: 'deserialize', priority: 'high' },
  );
}

/** A transaction whose condition failed as well would fail again, so it is no conflict. */
function isConflict(error: unknown): error is TransactionCanceledException | TransactionConflictException {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
  return !codes.includes('ConditionalCheckFailed') && codes.some((code) => TRANSIENT.has(code!));
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TRANSIENT = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
