import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TrialRef } from '../../trial/trial.ts';

/** The one table, with the string keys `pk` and `sk` (lib/cloud/storage.ts). */
export interface TrialTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/**
 * The items of the table and how they are reached:
 *
 * | item             | pk          | sk             | read by                                                      |
 * | ---------------- | ----------- | -------------- | ------------------------------------------------------------ |
 * | a search         | SEARCHES    | its id         | GetItem for one, Query on pk for all                         |
 * | a trial          | SEARCH#<id> | TRIAL#00000001 | GetItem for one, Query on pk for all of a search, in order   |
 * | a known result   | KEY#<key>   | RESULT         | GetItem; written with the first trial that completes the key |
 * | count of created | COUNTER     | SEARCHES       | UpdateItem, which orders searches without anybody's clock    |
 *
 * Nothing is scanned or deleted, so that the grants of lib/cloud/storage.ts are enough.
 */
export const keys = {
  searches: 'SEARCHES',
  search: (id: string) => ({ pk: keys.searches, sk: id }),
  trials: (searchId: string) => `SEARCH#${searchId}`,
  /** Eight digits: a search of 100,000 trials proposes more candidates than that. */
  trial: ({ searchId, number }: TrialRef) => ({
    pk: keys.trials(searchId),
    sk: `TRIAL#${String(number).padStart(8, '0')}`,
  }),
  result: (key: string) => ({ pk: `KEY#${key}`, sk: 'RESULT' }),
  counter: { pk: 'COUNTER', sk: 'SEARCHES' },
} as const;
