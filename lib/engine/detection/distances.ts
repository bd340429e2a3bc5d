import type { Box } from './box.ts';
import type { Location } from './head.ts';

/** From a location to a box's left, top, right and bottom, in strides. Above 0 where it lies inside. */
export type Distances = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Largest logarithm of a distance that is taken at its word: e^10 strides are beyond any image, and squares of more would
 * leave single precision.
 */
export const LARGEST_LOG = 10;

const bounded = (log: number) => Math.min(LARGEST_LOG, Math.max(-LARGEST_LOG, log));

/** Distances of the four numbers at `from` of a network's output: their exponentials. */
export const predictedDistances = (outputs: ArrayLike<number>, from: number): Distances => [
  Math.exp(bounded(outputs[from]!)),
  Math.exp(bounded(outputs[from + 1]!)),
  Math.exp(bounded(outputs[from + 2]!)),
  Math.exp(bounded(outputs[from + 3]!)),
];

export const distancesTo = ({ left, top, right, bottom }: Box, { x, y, level: { stride } }: Location): Distances => [
  (x - left) / stride,
  (y - top) / stride,
  (right - x) / stride,
  (bottom - y) / stride,
];

/** The inverse of `distancesTo`. */
export const boxAt = ([left, top, right, bottom]: Distances, { x, y, level: { stride } }: Location): Box => ({
  left: x - left * stride,
  top: y - top * stride,
  right: x + right * stride,
  bottom: y + bottom * stride,
});

/** 1 in the middle of a box, 0 at its edges (FCOS, arXiv:1904.01355, section 3.3). */
export function centreness([left, top, right, bottom]: Distances): number {
  const across = Math.min(left, right) / Math.max(left, right);
  const down = Math.min(top, bottom) / Math.max(top, bottom);
  return Math.sqrt(across * down);
}

/** Least sum of the centre-nesses of a batch that a loss is divided by (fcos_core). */
export const LEAST_CENTRENESS = 1e-6;
