import type { Stores } from '../../../lib/store/ports.ts';
import { chargeOf, resultOf, trialOf } from './samples.ts';

/** What one racer of a contest came to: what it saw at its end (null for nothing), or the name of the error that refused it. */
export type Outcome = { readonly saw: unknown } | { readonly refusal: string };

export type Rivals = Pick<Stores, 'trials' | 'ledger'>;

/** One thing that many do at the same moment, each in its own way, so that it shows whose way it went. */
export interface Contest {
  readonly prepare: (stores: Rivals) => Promise<void>;
  /** The racer's call, then a look at what became of it. */
  readonly enter: (stores: Rivals, id: number) => Promise<unknown>;
}

export const RACERS = 50;

/** The search of every contest, which has it for itself. */
export const searchOf = (contest: string) => `contest-${contest}`;

/** How many of the racers have room under the cap of `payUnderCap`, who pay 0.07 USD each. */
export const ADMITTED = 17;
export const CAP = 0.07 * ADMITTED + 0.0699;

/** The racer that holds the lease in `publish`. */
export const HOLDER = 31;

/** By the name of the transition that is raced for, or of the rule that decides. */
export const contests = {
  createSearch: {
    prepare: async () => {},
    enter: async ({ trials }, id) => (await trials.createSearch(searchOf('createSearch'), { seed: id })).spec.seed,
  },
  holdSearch: {
    prepare: async ({ trials }) => {
      await trials.createSearch(searchOf('holdSearch'), {});
    },
    enter: ({ trials }, id) => trials.holdSearch(searchOf('holdSearch'), { execution: `execution-${id}`, usd: id + 1 }),
  },
  propose: onTrial('propose', 'none', async (trials, trial, id) => {
    await trials.propose([{ ...trial, seed: id }]);
    return (await trials.get(trial)).seed;
  }),
  predict: onTrial('predict', 'proposed', async (trials, trial, id) => {
    await trials.predict(trial, { latencyMs: id }, id % 2 === 0);
    return (await trials.get(trial)).predicted;
  }),
  /** The latest lease wins: of all that have one, one can publish. */
  lease: onTrial('lease', 'predicted', async (trials, trial, id) => {
    await trials.lease(trial, `racer-${id}`);
    await trials.complete(trial, `racer-${id}`, resultOf(id));
  }),
  /** One racer holds the lease. */
  publish: onTrial('publish', 'running', (trials, trial, id) =>
    id % 3 === 0 ? trials.fail(trial, `racer-${id}`, 'why') : trials.complete(trial, `racer-${id}`, resultOf(id)),
  ),
  /** Every racer sends the holder's outcome, as if each were a repetition of the first. */
  complete: onTrial('complete', 'running', async (trials, trial, id) => {
    await trials.complete(trial, `racer-${HOLDER}`, resultOf(id));
    return (await trials.get(trial)).result;
  }),
  fail: onTrial('fail', 'running', async (trials, trial, id) => {
    await trials.fail(trial, `racer-${HOLDER}`, `reason ${id}`);
    return (await trials.get(trial)).failure;
  }),
  abandon: onTrial('abandon', 'running', async (trials, trial, id) => {
    await trials.abandon(trial, `reason ${id}`);
    return (await trials.get(trial)).failure;
  }),
  /** Three ways to end the same trial. */
  end: onTrial('end', 'running', async (trials, trial, id) => {
    if (id % 3 === 0) await trials.complete(trial, `racer-${HOLDER}`, resultOf(id));
    else if (id % 3 === 1) await trials.fail(trial, `racer-${HOLDER}`, `reason ${id}`);
    else await trials.abandon(trial, `reason ${id}`);
    return trials.get(trial);
  }),
  payUnderCap: {
    prepare: async () => {},
    enter: ({ ledger }, id) => ledger.pay(searchOf('payUnderCap'), chargeOf(`attempt-${id}`, 0.07), CAP),
  },
  payAsOne: {
    prepare: async () => {},
    enter: ({ ledger }, id) => ledger.pay(searchOf('payAsOne'), chargeOf('the same', (id + 1) / 1000), 1),
  },
} as const satisfies Readonly<Record<string, Contest>>;

/** A contest for one trial, which is brought into a state first, running in the hands of the holder. */
function onTrial(
  contest: string,
  state: 'none' | 'proposed' | 'predicted' | 'running',
  enter: (trials: Rivals['trials'], trial: ReturnType<typeof trialOf>, id: number) => Promise<unknown>,
): Contest {
  const trial = trialOf(1, { searchId: searchOf(contest), key: searchOf(contest) });
  return {
    prepare: async ({ trials }) => {
      if (state === 'none') return;
      await trials.propose([trial]);
      if (state !== 'proposed') await trials.predict(trial, {}, true);
      if (state === 'running') await trials.lease(trial, `racer-${HOLDER}`);
    },
    enter: ({ trials }, id) => enter(trials, trial, id),
  };
}

/** What came of a racer's entry. */
export async function outcomeOf(entry: Promise<unknown>): Promise<Outcome> {
  try {
    return { saw: (await entry) ?? null };
  } catch (error) {
    return { refusal: (error as Error).name };
  }
}
