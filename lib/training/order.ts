import { randomStream } from '../math/random.ts';
import type { Recipe } from '../trial/recipe.ts';

/** Which examples each step of a training sees. A value: nothing in it changes, so there is nothing to checkpoint. */
export interface TrainingOrder {
  readonly stepsPerEpoch: number;
  /** Indices of a step's examples, `batchSize` of them. @param step from 0, over all epochs */
  batch(step: number): Int32Array;
}

/**
 * Every epoch visits the examples in a new seeded order and leaves out what does not fill a batch. With fewer examples
 * than a batch takes, a batch holds some of them several times.
 * @param count examples in the training split, of which `trainExamples` takes a seeded part
 */
export function trainingOrder(
  count: number,
  { batchSize, trainExamples }: Pick<Recipe, 'batchSize' | 'trainExamples'>,
  seed: number,
): TrainingOrder {
  const all = Array.from({ length: count }, (_, i) => i);
  const used = trainExamples > 0 ? randomStream(seed, 'subset').shuffle(all).slice(0, trainExamples) : all;
  const stepsPerEpoch = Math.max(1, Math.floor(used.length / batchSize));
  const orderOf = lastValue((epoch) => randomStream(seed, 'order', epoch).shuffle(used));
  return {
    stepsPerEpoch,
    batch(step) {
      const order = orderOf(Math.floor(step / stepsPerEpoch));
      const from = (step % stepsPerEpoch) * batchSize;
      return Int32Array.from({ length: batchSize }, (_, i) => order[(from + i) % order.length]!);
    },
  };
}

/** Remembers the value of the argument asked for last. */
function lastValue<T>(compute: (argument: number) => T): (argument: number) => T {
  let last: { readonly argument: number; readonly value: T } | undefined;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, value: compute(argument) };
    return last.value;
  };
}
