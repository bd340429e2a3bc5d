import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Call, Json } from './cost-wire.ts';

/** What requests are charged as. */
export interface Units {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Requests to DynamoDB that read, and that write. */
  readonly reads: number;
  readonly writes: number;
  readonly puts: number;
  readonly gets: number;
}

/** Sizes of the table's items by key, when all is done. */
export type ItemSizes = ReadonlyMap<string, number>;

/** Past the wire, so that it is not counted. */
export async function itemSizes(endpoint: string, table: string): Promise<ItemSizes> {
  const client = new DynamoDBClient({ endpoint });
  const sizes = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    for (const item of Items) sizes.set(keyOf(item), sizeOf(item));
  }
  return sizes;
}

/**
 * Request units of the calls. Whatever is refused by a condition is charged as well.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function unitsOf(calls: readonly Call[], sizes: ItemSizes): Units {
  const units = { readUnits: 0, writeUnits: 0, reads: 0, writes: 0, puts: 0, gets: 0 };
  for (const { service, operation, request, response } of calls) {
    if (operation === 'PutObject' || operation === 'ListObjectsV2') units.puts++;
    else if (operation === 'GetObject' || operation === 'HeadObject') units.gets++;
    if (service !== 'dynamodb') continue;
    if (operation === 'GetItem' || operation === 'Query') {
      units.reads++;
      units.readUnits += readUnits(response.Items ?? [response.Item ?? {}]);
    } else {
      units.writes++;
      units.writeUnits += writeUnits(operation, request, response, sizes);
    }
  }
  return units;
}

/** All reads are consistent; a Query is charged by the sum of what it reads. */
const readUnits = (items: readonly Json[]) => Math.max(1, Math.ceil(sum(items.map(sizeOf)) / 4096));

/** By the size of the whole item: as it was sent or came back, else as it was at the end, which is never less. */
function writeUnits(operation: string, request: Json, response: Json, sizes: ItemSizes): number {
  if (operation === 'PutItem') return kilobytes(sizeOf(request.Item));
  if (operation === 'UpdateItem') {
    const isWhole = request.ReturnValues === 'ALL_NEW' && response.Attributes;
    return kilobytes(isWhole ? sizeOf(response.Attributes) : sizes.get(keyOf(request.Key))!);
  }
  if (operation !== 'TransactWriteItems') throw new Error(`no units are known for ${operation}`);
  return sum(request.TransactItems.map(({ Update }: Json) => 2 * kilobytes(sizes.get(keyOf(Update.Key))!)));
}

const kilobytes = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const keyOf = ({ pk, sk }: Json) => `${pk.S} ${sk.S}`;

/**
 * An item's size: names and values in UTF-8; about a byte for two digits and one more for a number.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOf(item: Json): number {
  return sum(
    Object.entries(item as Record<string, { S?: string; N?: string }>).map(
      ([name, { S, N }]) =>
        Buffer.byteLength(name) +
        (S !== undefined ? Buffer.byteLength(S) : N !== undefined ? Math.ceil(N.length / 2) + 1 : 1),
    ),
  );
}
