import { expect } from 'vitest';
import { ADMITTED, type contests, HOLDER, type Outcome, RACERS, type Rivals, searchOf } from './contests.ts';
import { chargeOf, resultOf } from './samples.ts';

/** Checks what the store holds after a contest against what its racers came to. */
export type Judge = (stores: Rivals, outcomes: readonly Outcome[]) => Promise<void>;

const ids = Array.from({ length: RACERS }, (_, id) => id);
const trialAfter = ({ trials }: Rivals, contest: string) => trials.get({ searchId: searchOf(contest), number: 1 });

/** The only racer that was not refused; all others were, by errors of these names. */
function winnerOf(outcomes: readonly Outcome[], ...refusals: readonly string[]): number {
  const winners = ids.filter((id) => 'saw' in outcomes[id]!);
  expect(winners).toHaveLength(1);
  expect(refusals).toEqual(expect.arrayContaining([...refusalsOf(outcomes)]));
  return winners[0]!;
}

const refusalsOf = (outcomes: readonly Outcome[]): ReadonlySet<string> =>
  new Set(outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : [])));

/** Nobody was refused, and all saw the same afterwards. */
const expectAllSaw = (outcomes: readonly Outcome[], saw: unknown) => expect(outcomes).toEqual(ids.map(() => ({ saw })));

export const judges: Readonly<Record<keyof typeof contests, Judge>> = {
  async createSearch({ trials }, outcomes) {
    const seed = winnerOf(outcomes, 'SearchConflictError');
    expect(outcomes[seed]).toEqual({ saw: seed });
    expect((await trials.getSearch(searchOf('createSearch'))).spec).toEqual({ seed });
  },

  async holdSearch({ trials }, outcomes) {
    expect(refusalsOf(outcomes).size).toBe(0);
    const { execution, usd } = await trials.getSearch(searchOf('holdSearch'));
    expect(ids.map((id) => ({ execution: `execution-${id}`, usd: id + 1 }))).toContainEqual({ execution, usd });
  },

  async propose(stores, outcomes) {
    const { seed } = await trialAfter(stores, 'propose');
    expect(ids).toContain(seed);
    expectAllSaw(outcomes, seed);
  },

  async predict(stores, outcomes) {
    const { state, predicted } = await trialAfter(stores, 'predict');
    expect(ids).toContain(predicted!.latencyMs);
    expect(state).toBe(predicted!.latencyMs! % 2 === 0 ? 'predicted' : 'infeasible');
    expectAllSaw(outcomes, predicted);
  },

  async lease(stores, outcomes) {
    const winner = winnerOf(outcomes, 'LeaseLostError', 'TrialFinishedError');
    const ended = { state: 'complete', attempt: `racer-${winner}`, result: resultOf(winner) };
    expect(await trialAfter(stores, 'lease')).toMatchObject(ended);
  },

  async publish(stores, outcomes) {
    expect(winnerOf(outcomes, 'LeaseLostError')).toBe(HOLDER);
    expect(await trialAfter(stores, 'publish')).toMatchObject({ state: 'complete', result: resultOf(HOLDER) });
  },

  async complete(stores, outcomes) {
    const { state, result } = await trialAfter(stores, 'complete');
    expect(state).toBe('complete');
    expect(ids.map(resultOf)).toContainEqual(result);
    expectAllSaw(outcomes, result);
    expect(await stores.trials.findResult(searchOf('complete'))).toEqual(result);
  },

  async fail(stores, outcomes) {
    const { state, failure } = await trialAfter(stores, 'fail');
    expect(state).toBe('failed');
    expect(ids.map((id) => `reason ${id}`)).toContain(failure);
    expectAllSaw(outcomes, failure);
  },

  async abandon(stores, outcomes) {
    const { state, failure, attempt } = await trialAfter(stores, 'abandon');
    expect({ state, attempt }).toEqual({ state: 'failed', attempt: undefined });
    expect(ids.map((id) => `reason ${id}`)).toContain(failure);
    expectAllSaw(outcomes, failure);
  },

  async end(stores, outcomes) {
    const saw = await trialAfter(stores, 'end');
    const way = saw.state === 'complete' ? 0 : saw.attempt === undefined ? 2 : 1;
    // The pipeline's word is never refused: it learns from the trial what became of it.
    const refused = { refusal: 'LeaseLostError' };
    expect(outcomes).toEqual(ids.map((id) => (id % 3 === way || id % 3 === 2 ? { saw } : refused)));
    expect(await stores.trials.findResult(searchOf('end'))).toEqual(saw.result);
  },

  async payUnderCap({ ledger }, outcomes) {
    const paid = ids.filter((id) => 'saw' in outcomes[id]!);
    expect(paid).toHaveLength(ADMITTED);
    expect([...refusalsOf(outcomes)]).toEqual(['BudgetReachedError']);
    const charges = await ledger.charges(searchOf('payUnderCap'));
    expect(charges.map(({ attempt }) => attempt)).toEqual(paid.map((id) => `attempt-${id}`).sort());
    expect(await ledger.spent(searchOf('payUnderCap'))).toBe((70_000 * ADMITTED) / 1e6);
  },

  async payAsOne({ ledger }, outcomes) {
    expect(refusalsOf(outcomes).size).toBe(0);
    const [charge, ...others] = await ledger.charges(searchOf('payAsOne'));
    expect(others).toEqual([]);
    expect(ids.map((id) => chargeOf('the same', (id + 1) / 1000))).toContainEqual(charge);
    expect(await ledger.spent(searchOf('payAsOne'))).toBe(charge!.usd);
  },
};
