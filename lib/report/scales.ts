import { linearTicks, logTicks, type Ticks } from './ticks.ts';

export type Interval = readonly [low: number, high: number];

/** From data to drawing coordinates. Values outside the domain land outside the range. */
export interface Scale {
  (value: number): number;
  readonly domain: Interval;
  readonly ticks: Ticks;
}

/** Coordinates with two decimals: finer is invisible and only makes the file larger. */
export const rounded = (coordinate: number): number => Math.round(coordinate * 100) / 100;

export function linearScale(domain: Interval, range: Interval, tickCount: number): Scale {
  const at = interpolation(domain, range);
  return Object.assign((value: number) => at(value), { domain, ticks: linearTicks(...domain, tickCount) });
}

/** Both ends of the domain are positive. */
export function logScale(domain: Interval, range: Interval, tickCount: number): Scale {
  const at = interpolation([Math.log(domain[0]), Math.log(domain[1])], range);
  return Object.assign((value: number) => at(Math.log(value)), { domain, ticks: logTicks(...domain, tickCount) });
}

/** A domain of no length is drawn in the middle. */
const interpolation =
  ([low, high]: Interval, [from, to]: Interval) =>
  (value: number) =>
    rounded(high > low ? from + ((value - low) / (high - low)) * (to - from) : (from + to) / 2);
