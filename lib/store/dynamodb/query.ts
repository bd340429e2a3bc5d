import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { TrialTable } from './table.ts';

/** Every item of a partition in the order of sk, over as many pages of 1 MB as there are. */
export async function itemsOf({ client, table }: TrialTable, pk: string): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
  return items;
}
