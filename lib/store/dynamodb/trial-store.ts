import { Readable } from 'node:stream';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Trial, TrialRef, TrialResult } from '../../trial/trial.ts';
import { NotFoundError } from '../errors.ts';
import { lifecycle } from '../lifecycle.ts';
import type { TrialStore } from '../ports.ts';
import { type TrialRecord, toProposal, toTrial } from '../trial-record.ts';
import { dynamoMove } from './move.ts';
import { itemsOf } from './query.ts';
import { refusalIn } from './refusal.ts';
import { dynamoSearches } from './searches.ts';
import { keys, type TrialTable } from './table.ts';

/** Writes under way at a time; the SDK opens 50 connections: https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html */
const SIDE_BY_SIDE = 40;

/** Searches and trials in a DynamoDB table. Every read is consistent. */
export function dynamoTrials(store: TrialTable): TrialStore {
  const { client, table } = store;
  const read = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;

  const get = async (ref: TrialRef): Promise<Trial> => {
    const item = await read(keys.trial(ref));
    if (!item) throw new NotFoundError({ searchId: ref.searchId, number: ref.number });
    return toTrial(item as TrialRecord);
  };

  return {
    ...dynamoSearches(store),
    ...lifecycle(dynamoMove(store, get)),
    get,

    async propose(trials) {
      await Readable.from(trials).forEach(insert, { concurrency: SIDE_BY_SIDE });
    },

    async list(searchId) {
      const items = await itemsOf(store, keys.trials(searchId));
      return items.map((item) => toTrial(item as unknown as TrialRecord));
    },

    async findResult(key) {
      const item = await read(keys.result(key));
      return item && (JSON.parse(item.result as string) as TrialResult);
    },
  };

  async function insert(trial: Trial): Promise<void> {
    const record: TrialRecord = { proposal: toProposal(trial), state: 'proposed' };
    const put = new PutCommand({
      TableName: table,
      Item: { ...keys.trial(trial), ...record },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await client.send(put).catch((error: unknown) => {
      if (!refusalIn(error)) throw error;
    });
  }
}
