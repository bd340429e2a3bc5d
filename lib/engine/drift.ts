import { median, quantile } from '../math/statistics.ts';

/** What one turn of a run took. */
export interface Turn {
  /** From 0. */
  readonly run: number;
  readonly ms: number;
}

/** Turns in a row whose common delay is taken for the machine's; mostly they are of different runs. */
const WINDOW = 15;
const PASSES = 10;
/** A machine has its own speed in its faster moments: what delays it is other work. */
const OWN_SPEED = 0.25;

/**
 * What each run takes on a machine that gets faster and slower meanwhile: of every time, what most turns around it were
 * longer or shorter than usual is taken away.
 * @param turns in the order in which they were taken; each run several times, and not always among the same others
 * @returns one time a run, as in the machine's faster moments
 */
export function withoutDrift(turns: readonly Turn[]): readonly number[] {
  const logs = turns.map(({ ms }) => Math.log(ms));
  const ofRun = [...Map.groupBy(turns.keys(), (at) => turns[at]!.run)].sort(([a], [b]) => a - b);
  let drift = new Array<number>(logs.length).fill(0);
  let own: readonly number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    own = ofRun.map(([, places]) => median(places.map((at) => logs[at]! - drift[at]!)));
    drift = smoothed(logs.map((log, at) => log - own[turns[at]!.run]!));
  }
  const fast = quantile(drift, OWN_SPEED);
  return own.map((log) => Math.exp(log + fast));
}

/** Running median. */
function smoothed(values: readonly number[]): number[] {
  const half = (WINDOW - 1) / 2;
  return values.map((_, at) => median(values.slice(Math.max(0, at - half), at + half + 1)));
}
