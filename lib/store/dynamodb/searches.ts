import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../trial/json.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { NotFoundError } from '../errors.ts';
import type { SearchRecord, TrialStore } from '../ports.ts';
import { type SearchFields, toSearch, withSpec } from '../search-record.ts';
import { assignmentsOf } from './expressions.ts';
import { itemsOf } from './query.ts';
import { refusalIn } from './refusal.ts';
import { keys, type TrialTable } from './table.ts';

interface SearchItem extends SearchFields {
  /** Place in the order of creation. */
  readonly created: number;
}

/** The searches of a DynamoDB table. */
export function dynamoSearches(
  store: TrialTable,
): Pick<TrialStore, 'createSearch' | 'getSearch' | 'listSearches' | 'setSearchStatus' | 'holdSearch' | 'beginAttempt'> {
  const { client, table } = store;

  return {
    async createSearch(id, spec) {
      return withSpec((await find(id)) ?? (await create(id, spec)), spec);
    },

    getSearch: read,

    async listSearches() {
      const items = (await itemsOf(store, keys.searches)) as unknown as SearchItem[];
      return items.toSorted((a, b) => a.created - b.created).map(toSearch);
    },

    async setSearchStatus(id, status, cause) {
      await change(id, { status, cause: cause ?? null });
    },

    async holdSearch(id, { execution, usd }) {
      await change(id, { status: 'running', cause: null, execution, ...(usd !== undefined && { usd }) });
    },

    async beginAttempt(id) {
      await read(id);
      return count(keys.attempts(id));
    },
  };

  async function change(id: string, fields: Partial<SearchFields>): Promise<void> {
    const update = new UpdateCommand({
      TableName: table,
      Key: keys.search(id),
      ConditionExpression: 'attribute_exists(pk)',
      ...assignmentsOf(fields),
    });
    await client.send(update).catch((error: unknown) => {
      throw refusalIn(error) ? new NotFoundError(id) : error;
    });
  }

  async function create(id: string, spec: JsonObject): Promise<SearchRecord> {
    const search = { id, spec: canonicalJson(spec), status: 'running' } as const;
    const item: SearchItem = { ...search, created: await count(keys.counter) };
    const put = new PutCommand({
      TableName: table,
      Item: { ...keys.search(id), ...item },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    try {
      await client.send(put);
      return toSearch(item);
    } catch (error) {
      if (refusalIn(error)) return read(id);
      throw error;
    }
  }

  /** The next number. One that nobody uses, because its answer was lost or somebody else was first, harms nobody. */
  async function count(Key: Record<string, string>): Promise<number> {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'ADD #counted :one',
        ExpressionAttributeNames: { '#counted': 'counted' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Attributes!.counted as number;
  }

  async function find(id: string): Promise<SearchRecord | undefined> {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: keys.search(id), ConsistentRead: true }),
    );
    return Item && toSearch(Item as SearchItem);
  }

  async function read(id: string): Promise<SearchRecord> {
    const search = await find(id);
    if (!search) throw new NotFoundError(id);
    return search;
  }
}
