import { weightSpecs } from '../../network/weights.ts';
import { withoutAuxiliary } from '../../network/without-auxiliary.ts';
import type { ExampleFormat } from '../example-format.ts';
import { writeAugmentation } from './augment/index.ts';
import type { GraphBuilder } from './builder.ts';
import type { ResidentExamples } from './examples.ts';
import { writeCorrect } from './losses/classification.ts';
import { type ObjectiveOptions, writeObjective } from './objective.ts';
import { writeUpdates } from './optimisers.ts';
import { writeBackward, writeForward } from './passes.ts';
import { DataType } from './proto.ts';
import { StepRandom } from './random.ts';
import type { Variables } from './variables.ts';

/** Names to feed a step by. */
export const STEP_FEEDS = { indices: 'indices', seed: 'seed', learningRate: 'learning_rate' } as const;

export interface StepOptions extends ObjectiveOptions {
  readonly variables: Variables;
  readonly train: ResidentExamples;
  readonly format: ExampleFormat;
}

/** A step of training as written; all are tensors but for `updates`, the operations it must run. */
export interface WrittenStep {
  /** Mean over the batch. */
  readonly loss: string;
  readonly correct: string;
  readonly updates: readonly string[];
}

/** Writes a whole step: batch, forward pass, loss, backward pass, updates. */
export function writeStep(graph: GraphBuilder, options: StepOptions): WrittenStep {
  const { task, recipe, variables, train, format } = options;
  const { batchSize } = recipe;
  const network = recipe.auxiliary > 0 ? options.network : withoutAuxiliary(options.network);
  const indices = graph.placeholder(STEP_FEEDS.indices, DataType.int32, [batchSize]);
  const learningRate = graph.placeholder(STEP_FEEDS.learningRate, DataType.float, []);
  const random = new StepRandom(graph, graph.placeholder(STEP_FEEDS.seed, DataType.int32, []));
  const problem = { ...format, batchSize };
  const batch = writeAugmentation(graph, random, train.gather(indices, batchSize), recipe.augmentation, problem);
  const variable = (name: string) => variables.get(name);
  const inItsPrecision = <T>(write: () => T) => graph.narrowly(recipe.precision === 'bfloat16', write);
  const pass = inItsPrecision(() =>
    writeForward(graph, network, batch.features, { batch: batchSize, variable, step: { random, recipe } }),
  );
  const { losses, gradients: ofOutputs } = writeObjective(graph, pass.outputs, batch, { ...options, network });
  const gradients = inItsPrecision(() => writeBackward(graph, network, pass, ofOutputs));
  const weights = weightSpecs(network).filter(({ trainable }) => trainable);
  const updates = writeUpdates(graph, { variables, weights, gradients, learningRate, recipe });
  const logits = pass.outputs.get(network.output)!;
  return {
    loss: graph.reduce('Mean', losses, [0]),
    correct: task === 'classification' ? writeCorrect(graph, logits, batch) : graph.scalar(0),
    updates: [...pass.updates, ...updates],
  };
}
