import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { retryConflicts } from './conflicts.ts';

/** A client that waits and tries again when DynamoDB throttles or fails (up to 8 times) and when two writes collide. */
export function dynamoClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ maxAttempts: 8 });
  retryConflicts(client);
  return DynamoDBDocumentClient.from(client);
}
