import { createHash } from 'node:crypto';
import type { State } from '../engine/engine.ts';
import { averageOf } from '../engine/state.ts';
import { inferenceNetwork } from '../network/inference.ts';
import type { Network } from '../network/network.ts';
import { weightSpecs } from '../network/weights.ts';

/** What a trained network answers with, in its order: averaged weights where the state has them, moving statistics. */
export function weightsOf(network: Network, state: State): State {
  const specs = weightSpecs(inferenceNetwork(network));
  return new Map(specs.map(({ name }) => [name, state.get(averageOf(name)) ?? state.get(name)!]));
}

/** Hex sha256 of names and bytes. */
export function hashWeights(weights: State): string {
  const hash = createHash('sha256');
  for (const [name, values] of weights) {
    hash.update(`${name}\n`).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
