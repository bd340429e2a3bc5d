import { elements } from '../network/definition.ts';
import { inferenceNetwork } from '../network/inference.ts';
import type { Network } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';

const MOST = 250;
/** Of the largest tensor: 64 MiB. */
const MOST_NUMBERS = 2 ** 24;

/** How many examples are evaluated at a time: so many that no tensor in between is large. */
export function evaluationBatch(network: Network): number {
  const largest = Math.max(...[...inferShapes(inferenceNetwork(network)).values()].map(elements));
  return Math.max(1, Math.min(MOST, Math.floor(MOST_NUMBERS / largest)));
}
