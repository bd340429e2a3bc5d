import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** The first wait is at most this long, every further one at most twice as long as the last, up to MAX_WAIT_MS. */
const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 20_000;

/** If a write takes 10 ms, fifty writers of one item at the same moment need up to 9, a thousand up to 14. */
const ATTEMPTS = 14;

/**
 * Sends a write again that failed only because another write to one of its items was under way. The SDK leaves those to
 * its caller:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * Its own retries would not do: each takes a part of an allowance that only calls without a conflict fill up again
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html), so that a client whose calls collide
 * regularly would soon retry nothing at all.
 */
export function retryConflicts({ middlewareStack }: DynamoDBClient): void {
  middlewareStack.add(
    (next) => async (args) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await next(args);
        } catch (error) {
          if (attempt === ATTEMPTS || !isConflict(error)) throw error;
          // Not from a seed: those that collided must not wait equally long.
          await setTimeout(randomInt(Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), MAX_WAIT_MS)));
        }
      }
    },
    // Around the SDK's retries (step finalizeRequest), after the request got the token that makes it the same one each time.
    { name: 'retryConflicts', step: 'build', priority: 'low' },
  );
}

/** A transaction whose condition failed as well would fail again, so it is no conflict. */
function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
  return !codes.includes('ConditionalCheckFailed') && codes.some((code) => TRANSIENT.has(code!));
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TRANSIENT = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
