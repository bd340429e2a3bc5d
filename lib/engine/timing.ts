import { randomStream } from '../math/random.ts';
import { median } from '../math/statistics.ts';
import { withoutDrift } from './drift.ts';

/** Runs before the clock counts: kernels are chosen, caches filled, code compiled. */
const WARM_UP = 10;

/** Runs of one turn; the first finds its data in no cache and is not counted. */
const TURN = 4;

/**
 * Milliseconds of each run, in the machine's faster moments. They take turns, `rounds` of them, each in another order: a machine
 * gets faster and slower from one second to the next, and what it did to all that ran around then is taken away.
 * @param onRound called before each round, from 0
 */
export function timeInTurns(
  runs: readonly (() => void)[],
  rounds: number,
  onRound?: (round: number) => void,
): readonly number[] {
  for (const run of runs) for (let i = 0; i < WARM_UP; i++) run();
  const turns = Array.from({ length: rounds }, (_, round) => {
    onRound?.(round);
    return turnsOf(runs.length, round).map((run) => ({ run, ms: median(turn(runs[run]!)) }));
  });
  return withoutDrift(turns.flat());
}

/** The order in which `runs` runs take their turns in a round. */
export const turnsOf = (runs: number, round: number): readonly number[] =>
  randomStream(0, 'turns', round).shuffle(Array.from({ length: runs }, (_, run) => run));

function turn(run: () => void): readonly number[] {
  const times = Array.from({ length: TURN }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return times.slice(1);
}
