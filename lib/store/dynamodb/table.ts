import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TrialRef } from '../../trial/trial.ts';

/** The one table, with the string keys `pk` and `sk` (lib/cloud/storage.ts). */
export interface TrialTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** A write of one item, alone or in a transaction. */
export type Update = NonNullable<NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Update']>;

/**
 * The items of the table and how they are reached:
 *
 * | item             | pk            | sk             | read by                                                      |
 * | ---------------- | ------------- | -------------- | ------------------------------------------------------------ |
 * | a search         | SEARCHES      | its id         | GetItem for one, Query on pk for all                         |
 * | a trial          | SEARCH#<id>   | TRIAL#00000001 | GetItem for one, Query on pk for all of a search, in order   |
 * | a known result   | KEY#<key>     | RESULT         | GetItem; written with the first trial that completes the key |
 * | a charge         | ATTEMPTS#<id> | the attempt    | GetItem for one, Query on pk for all of a search, in order   |
 * | money spent      | SPENT#<id>    | TOTAL          | GetItem; written with every charge that moves it             |
 * | count of created | COUNTER       | SEARCHES       | UpdateItem, which orders searches without anybody's clock    |
 * | count of begun   | BEGUN#<id>    | ATTEMPTS       | UpdateItem, which orders the attempts of a search            |
 *
 * The total of a search stands alone, in a partition of its own: a thousand trainers that pay every half a minute write it,
 * and a transaction collides with any other write to its items.
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
  charges: (searchId: string) => `ATTEMPTS#${searchId}`,
  charge: (searchId: string, attempt: string) => ({ pk: keys.charges(searchId), sk: attempt }),
  spent: (searchId: string) => ({ pk: `SPENT#${searchId}`, sk: 'TOTAL' }),
  attempts: (searchId: string) => ({ pk: `BEGUN#${searchId}`, sk: 'ATTEMPTS' }),
  counter: { pk: 'COUNTER', sk: 'SEARCHES' },
} as const;
