import * as tf from '@tensorflow/tfjs';
import { toLayersModel } from '../../engine/layers/model.ts';
import { streamFromState } from '../../math/stream-from-state.ts';
import { initialisers } from '../../network/initialisers.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';

/** Inferences before the clock counts; what a graphics card compiles, it compiles for the first. */
const WARM_UP = 3;
/** Times of a turn, of which the shortest counts: what delays one of them is other work. */
const TIMES = 5;
/** Each lasts at least this long: browsers round their clock to as much as a millisecond. */
const LEAST_MS = 8;
const MOST_INFERENCES = 1000;

/**
 * Milliseconds of one inference of one example with the model as it would be deployed, from the call to the answer in
 * memory. The model is made anew: a phone has no room for all of them.
 */
export async function timeNetwork(network: Network): Promise<number> {
  const model = toLayersModel(tf, network, weightsOf(network), 'regression');
  const example = tf.fill([1, ...network.input], 0.5);
  const inferences = async (count: number) => {
    const begun = performance.now();
    for (let i = 0; i < count; i++) {
      const answer = model.predict(example) as tf.Tensor;
      await answer.data();
      answer.dispose();
    }
    return performance.now() - begun;
  };
  await inferences(WARM_UP);
  let count = 1;
  let ms = await inferences(count);
  while (ms < LEAST_MS && count < MOST_INFERENCES) {
    count = Math.min(MOST_INFERENCES, Math.ceil(count * Math.min(10, (1.2 * LEAST_MS) / Math.max(ms, 0.1))));
    ms = await inferences(count);
  }
  const times = [ms];
  while (times.length < TIMES) times.push(await inferences(count));
  example.dispose();
  model.dispose();
  return Math.min(...times) / count;
}

const SEED = [1, 2, 3, 4];

/** By what they are, not whose: networks of a space share the shapes of most of their weights. */
const drawn = new Map<string, Float32Array>();

/** Some weights; which ones does not matter to the clock. */
function weightsOf(network: Network): ReadonlyMap<string, Float32Array> {
  return new Map(
    weightSpecs(network).map((weight) => {
      const kind = JSON.stringify({ ...weight, name: '' });
      const values = drawn.get(kind) ?? initialisers[weight.initialiser](weight, streamFromState(SEED));
      drawn.set(kind, values);
      return [weight.name, values];
    }),
  );
}
