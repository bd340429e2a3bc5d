import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Network } from '../../network/network.ts';
import { type WeightSpec, weightSpecs } from '../../network/weights.ts';
import type { State } from '../engine.ts';
import type { Tfjs } from './ops/forward.ts';

/**
 * Weights laid end to end in one vector. One tensor then carries all of them, its gradient is one tensor too, and the
 * optimiser is one loop.
 */
export interface Packing {
  readonly size: number;
  /** A fresh vector of the entries `${prefix}${weight name}`. */
  pack(state: State, prefix?: string): Float32Array;
  /** Copies of a vector's parts by name. */
  unpack(vector: Float32Array, prefix?: string): [string, Float32Array][];
  /** A view of the part that holds a weight. */
  view(vector: Float32Array, name: string): Float32Array;
  /** Shaped tensors by weight name; differentiable. */
  split(tf: Tfjs, vector: tf.Tensor1D): [string, tf.Tensor][];
}

/** Makes a tensor of every weight of a network, by name, whenever it is called; call it inside `tf.tidy`. */
export function tensorsOf(tf: Tfjs, network: Network, weights: State): () => ReadonlyMap<string, tf.Tensor> {
  const all = packing(weightSpecs(network));
  const vector = all.pack(weights);
  return () => new Map(all.split(tf, tf.tensor1d(vector)));
}

export function packing(specs: readonly WeightSpec[]): Packing {
  const sizes = specs.map(({ shape }) => elements(shape));
  const offsets = new Map<string, readonly [number, number]>();
  let size = 0;
  for (const [i, { name }] of specs.entries()) {
    offsets.set(name, [size, size + sizes[i]!]);
    size += sizes[i]!;
  }
  const view = (vector: Float32Array, name: string) => vector.subarray(...offsets.get(name)!);
  return {
    size,
    pack(state, prefix = '') {
      const vector = new Float32Array(size);
      for (const { name } of specs) view(vector, name).set(state.get(prefix + name)!);
      return vector;
    },
    unpack: (vector, prefix = '') => specs.map(({ name }) => [prefix + name, view(vector, name).slice()]),
    view,
    split(tf, vector) {
      if (specs.length === 0) return [];
      return tf.split(vector, sizes).map((part, i) => [specs[i]!.name, tf.reshape(part, [...specs[i]!.shape])]);
    },
  };
}
