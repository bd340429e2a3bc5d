/** A request to DynamoDB, as far as it matters to what it collides with. */
export interface Call {
  readonly operation: string;
  readonly body: {
    readonly TransactItems?: readonly { readonly [kind: string]: ItemRef }[];
  } & Partial<ItemRef>;
}

interface ItemRef {
  readonly TableName: string;
  readonly Key?: object;
  readonly Item?: { readonly pk: unknown; readonly sk: unknown };
}

const PREFIX = 'com.amazonaws.dynamodb.v20120810#';

/**
 * Refuses as DynamoDB does, and moto does not, whatever collides with a transaction that is under way:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export class Collisions {
  /** How many calls were refused. */
  count = 0;
  readonly #held = new Set<string>();

  /** The error that the call meets; undefined when nothing is in its way. Its transaction is then under way until it ends. */
  begin(call: Call): object | undefined {
    const items = itemsOf(call);
    const isHeld = items.map((item) => this.#held.has(item));
    const isTransaction = call.operation === 'TransactWriteItems';
    if (isHeld.includes(true)) {
      this.count++;
      if (!isTransaction) return { __type: `${PREFIX}TransactionConflictException` };
      const CancellationReasons = isHeld.map((is) => ({ Code: is ? 'TransactionConflict' : 'None' }));
      return { __type: `${PREFIX}TransactionCanceledException`, CancellationReasons };
    }
    if (isTransaction) for (const item of items) this.#held.add(item);
    return undefined;
  }

  end(call: Call): void {
    if (call.operation === 'TransactWriteItems') for (const item of itemsOf(call)) this.#held.delete(item);
  }
}

/** What the call writes. */
function itemsOf({ operation, body }: Call): readonly string[] {
  if (!['TransactWriteItems', 'PutItem', 'UpdateItem'].includes(operation)) return [];
  const writes = body.TransactItems?.flatMap((item) => Object.values(item)) ?? [body as ItemRef];
  return writes.map(({ TableName, Key, Item }) => JSON.stringify([TableName, Key ?? { pk: Item!.pk, sk: Item!.sk }]));
}
