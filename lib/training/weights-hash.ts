import { createHash } from 'node:crypto';
import type { State } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';
import { weightSpecs } from '../network/weights.ts';

/** The network's weights and moving statistics of a state, in the network's order; optimiser slots are left out. */
export function weightsOf(network: Network, state: State): State {
  return new Map(weightSpecs(network).map(({ name }) => [name, state.get(name)!]));
}

/** Hex sha256 of names and bytes. */
export function hashWeights(weights: State): string {
  const hash = createHash('sha256');
  for (const [name, values] of weights) {
    hash.update(`${name}\n`).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
