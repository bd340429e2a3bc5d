import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../trial/json.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { NotFoundError } from '../errors.ts';
import type { SearchRecord, TrialStore } from '../ports.ts';
import { type SearchFields, toSearch, withSpec } from '../search-record.ts';
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
): Pick<TrialStore, 'createSearch' | 'getSearch' | 'listSearches' | 'setSearchStatus'> {
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
      const update = new UpdateCommand({
        TableName: table,
        Key: keys.search(id),
        UpdateExpression: 'SET #status = :status, #cause = :cause',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#status': 'status', '#cause': 'cause' },
        ExpressionAttributeValues: { ':status': status, ':cause': cause ?? null },
      });
      await client.send(update).catch((error: unknown) => {
        throw refusalIn(error) ? new NotFoundError(id) : error;
      });
    },
  };

  async function create(id: string, spec: JsonObject): Promise<SearchRecord> {
    const search = { id, spec: canonicalJson(spec), status: 'running' } as const;
    const item: SearchItem = { ...search, created: await nextNumber() };
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

  /** A number that is lost, because somebody else created the search first, leaves a gap that harms nobody. */
  async function nextNumber(): Promise<number> {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: keys.counter,
        UpdateExpression: 'ADD #created :one',
        ExpressionAttributeNames: { '#created': 'created' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Attributes!.created as number;
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
