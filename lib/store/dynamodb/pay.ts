import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { budgetReached, type Payment } from '../payment.ts';
import { assignmentsOf } from './expressions.ts';
import { refusalIn } from './refusal.ts';
import { keys, type TrialTable, type Update } from './table.ts';

/** A payment as it was worked out from what its attempt had paid. */
export interface Settlement {
  readonly searchId: string;
  readonly attempt: string;
  /** In micro-dollars; undefined when it had paid nothing yet. The payment holds only as long as this does. */
  readonly former: number | undefined;
  readonly payment: Payment;
}

/**
 * Writes a charge and the total that it moves, both or none.
 * @returns whether it did; if not, another payment of the attempt was under way or went through: work it out anew
 * @throws BudgetReachedError
 */
export function dynamoPay({ client, table }: TrialTable): (settlement: Settlement) => Promise<boolean> {
  return async (settlement) => {
    const { searchId, payment } = settlement;
    const [charge, total] = [chargeUpdate(table, settlement), totalUpdate(table, settlement)];
    try {
      if (payment.difference === 0) await client.send(new UpdateCommand(charge));
      else await client.send(new TransactWriteCommand({ TransactItems: [{ Update: charge }, { Update: total }] }));
      return true;
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      if (!isAboutTotal(error)) return false;
      throw budgetReached(searchId, payment, Number(refusal.Item?.microUsd?.N ?? 0));
    }
  };
}

/** The total has the last word only over a charge that was as the payment took it to be, and that nobody else was writing. */
const isAboutTotal = (refused: unknown): boolean =>
  refused instanceof TransactionCanceledException && refused.CancellationReasons?.[0]?.Code === 'None';

function chargeUpdate(table: string, { searchId, attempt, former, payment }: Settlement): Update {
  const { ExpressionAttributeValues, ...assigned } = assignmentsOf(payment.record);
  const isFirst = former === undefined;
  return {
    TableName: table,
    Key: keys.charge(searchId, attempt),
    ...assigned,
    ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : '#microUsd = :former',
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ...(!isFirst && { ':former': former }) },
  };
}

/** A search that nobody has paid for has no total: no attribute then stands for zero. */
function totalUpdate(table: string, { searchId, payment: { difference, limit } }: Settlement): Update {
  const fits = '#microUsd <= :room';
  return {
    TableName: table,
    Key: keys.spent(searchId),
    UpdateExpression: 'ADD #microUsd :difference',
    ...(limit && {
      ConditionExpression: limit.room < 0 ? fits : `attribute_not_exists(#microUsd) OR ${fits}`,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
    ExpressionAttributeNames: { '#microUsd': 'microUsd' },
    ExpressionAttributeValues: { ':difference': difference, ...(limit && { ':room': limit.room }) },
  };
}
