import type { CompileOptions, Engine, EngineRecipe, Examples, Program, State } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { elements } from '../../../lib/network/definition.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Network, Shape } from '../../../lib/network/network.ts';
import { recipeOf } from '../../trial/recipe.ts';
import { CLASSES } from './networks.ts';
import { toyTokens } from './tokens.ts';

/** The gradient and nothing else: w' = w - rate g. */
export const plain: EngineRecipe = recipeOf({ batchSize: 4 });

export const sgd: EngineRecipe = { ...plain, momentum: 0.9, weightDecay: 5e-4, labelSmoothing: 0.1, batchSize: 16 };
export const adamw: EngineRecipe = { ...sgd, optimiser: 'adamw', weightDecay: 0.01 };

/** A learnable problem: the class is the third of the image, from the top, that is brighter. A list is one of tokens. */
export function toyExamples({
  input,
  count = 96,
  seed = 1,
}: {
  input: Shape;
  count?: number;
  seed?: number;
}): Examples {
  if (input.length === 1) return toyTokens({ length: input[0]!, count, seed });
  const random = randomStream(seed, 'toy');
  const size = elements(input);
  const labels = Int32Array.from({ length: count }, () => random.integer(CLASSES));
  const bright = (example: number, at: number) => Math.floor((at * CLASSES) / size) === labels[example];
  const features = Uint8Array.from(
    { length: count * size },
    (_, i) => random.integer(160) + (bright(Math.floor(i / size), i % size) ? 90 : 0),
  );
  return { features, labels, count };
}

/**
 * Initial weights with biases, betas and moving statistics moved off zero and one, so that their part in the result shows, and
 * gammas large enough to reach every piece of a hard activation.
 */
export function roughWeights(network: Network, seed = 1): State {
  const random = randomStream(seed, 'weights');
  const weights = new Map(initialWeights(network, random));
  for (const [name, values] of weights) {
    if (name.endsWith('/kernel')) continue;
    const [least, spread] = name.endsWith('/gamma') ? [1, 4] : [-0.1, 0.4];
    weights.set(
      name,
      values.map((value) => value + least + spread * random.uniform()),
    );
  }
  return weights;
}

export interface Trainer {
  readonly program: Program;
  /** Losses of `count` steps; batches go on where the last call stopped. */
  train(count: number, rate: number): number[];
}

/** A program with a seeded stream of batches. */
export function trainer(
  engine: Engine,
  network: Network,
  recipe: EngineRecipe,
  {
    train = toyExamples({ input: network.input }),
    weights = roughWeights(network),
    task = 'classification',
    teacher,
    from = 0,
  }: Partial<Pick<CompileOptions, 'train' | 'weights' | 'task' | 'teacher'> & { from: number }> = {},
): Trainer {
  const program = engine.compile({ network, task, recipe, train, teacher, weights });
  let at = from;
  return {
    program,
    train: (count, rate) =>
      Array.from({ length: count }, () => {
        const random = randomStream(7, 'batch', at++);
        const indices = Int32Array.from({ length: recipe.batchSize }, () => random.integer(train.count));
        return program.step(indices, at, rate).loss;
      }),
  };
}

/** Bytes of a state, to compare bit by bit (NaN equals itself, -0 is not 0). */
export const bytesOf = (state: State) =>
  Object.fromEntries([...state].map(([name, values]) => [name, Buffer.from(values.slice().buffer).toString('hex')]));

/** Runs `use` and disposes the program, whatever happens. */
export function using<T extends { readonly program: Program }, R>(trained: T, use: (trained: T) => R): R {
  try {
    return use(trained);
  } finally {
    trained.program.dispose();
  }
}
