import { median } from '../math/statistics.ts';

/** Runs before the clock counts: kernels are chosen, caches filled, code compiled. */
const WARM_UP = 10;

/** Runs of one turn; the first finds its data in no cache and is not counted. */
const TURN = 4;

/**
 * Median milliseconds of each run. They take turns, `rounds` of them: machines get faster and slower from one second to
 * the next, and so all runs see the same of it.
 */
export function timeInTurns(runs: readonly (() => void)[], rounds: number): readonly number[] {
  for (const run of runs) for (let i = 0; i < WARM_UP; i++) run();
  const times = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) times[i]!.push(...turn(run));
  }
  return times.map(median);
}

function turn(run: () => void): readonly number[] {
  const times = Array.from({ length: TURN }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return times.slice(1);
}
