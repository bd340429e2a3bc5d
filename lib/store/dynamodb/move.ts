import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Trial, TrialRef, TrialResult } from '../../trial/trial.ts';
import { NotFoundError } from '../errors.ts';
import type { Move, Outcome } from '../lifecycle.ts';
import { type TrialRecord, toTrial } from '../trial-record.ts';
import { expressionsOf } from './expressions.ts';
import { type Refusal, refusalIn } from './refusal.ts';
import { keys, type TrialTable, type Update } from './table.ts';

/**
 * Moves trials by conditional writes. A write that is refused brings back the item that refused it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValuesOnConditionCheckFailure
 */
export function dynamoMove({ client, table }: TrialTable, get: (ref: TrialRef) => Promise<Trial>): Move {
  return async (ref, transition) => {
    const update: Update = {
      TableName: table,
      Key: keys.trial(ref),
      ...expressionsOf(transition),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
    try {
      if (transition.to === 'complete') return await complete(await get(ref), update, transition.set.result!);
      const { Attributes } = await client.send(new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
      return { moved: true, trial: toTrial(Attributes as TrialRecord) };
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      return { moved: false, trial: refusedBy(refusal, ref) };
    }
  };

  /** Writes the trial and the item that finds its result by its key, both or none. The key's first result stays. */
  async function complete(trial: Trial, update: Update, result: string): Promise<Outcome> {
    const remember: Update = {
      TableName: table,
      Key: keys.result(trial.key),
      UpdateExpression: 'SET #result = if_not_exists(#result, :result)',
      ExpressionAttributeNames: { '#result': 'result' },
      ExpressionAttributeValues: { ':result': result },
    };
    await client.send(new TransactWriteCommand({ TransactItems: [{ Update: update }, { Update: remember }] }));
    return { moved: true, trial: { ...trial, state: 'complete', result: JSON.parse(result) as TrialResult } };
  }
}

/** The document client translates answers but not errors; every attribute of a trial is a string, or null. */
function refusedBy({ Item }: Refusal, { searchId, number }: TrialRef): Trial {
  if (!Item) throw new NotFoundError({ searchId, number });
  return toTrial(Object.fromEntries(Object.entries(Item).map(([name, { S }]) => [name, S])) as unknown as TrialRecord);
}
