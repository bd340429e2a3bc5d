import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { toUsd } from '../money.ts';
import { type ChargeRecord, paymentOf, toCharge } from '../payment.ts';
import type { Ledger } from '../ports.ts';
import { dynamoPay } from './pay.ts';
import { itemsOf } from './query.ts';
import { keys, type TrialTable } from './table.ts';

/** The payments of a DynamoDB table. Every read is consistent. */
export function dynamoLedger(store: TrialTable): Ledger {
  const { client, table } = store;
  const settle = dynamoPay(store);

  /** Micro-dollars of a charge or a total; undefined when there is none. */
  const amountOf = async (Key: Record<string, string>): Promise<number | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item?.microUsd;

  return {
    async pay(searchId, charge, cap) {
      // A round fails only when another payment of the same attempt went through since its amount was read: the attempt's
      // own, whose answer was lost, which is then a payment of nothing more, or that of a second process.
      for (let isPaid = false; !isPaid; ) {
        const former = await amountOf(keys.charge(searchId, charge.attempt));
        const payment = paymentOf(charge, former ?? 0, cap);
        isPaid = await settle({ searchId, attempt: charge.attempt, former, payment });
      }
    },

    async spent(searchId) {
      return toUsd((await amountOf(keys.spent(searchId))) ?? 0);
    },

    async charges(searchId) {
      const items = await itemsOf(store, keys.charges(searchId));
      return items.map((item) => toCharge(item as unknown as ChargeRecord));
    },
  };
}
