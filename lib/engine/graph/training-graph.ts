import { inferShapes } from '../../network/shapes.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { CompileOptions } from '../engine.ts';
import { GraphBuilder } from './builder.ts';
import { ResidentExamples } from './examples.ts';
import { writeCorrect, writeLoss } from './loss.ts';
import { declareSlots, writeUpdates } from './optimisers.ts';
import { writeBackward, writeForward } from './passes.ts';
import { attr, DataType } from './proto.ts';
import { Variables } from './variables.ts';

/** Names to feed and fetch by. Each fetch gives two floats: a loss, and how many examples were classified right. */
export const NAMES = {
  /** One training step: mean loss over `indices`, and every update done. */
  step: 'step',
  indices: 'indices',
  learningRate: 'learning_rate',
  /** Sum of the losses of the evaluated examples in the half-open range `from` .. `to`, in inference mode. */
  evaluate: 'evaluate',
  from: 'from',
  to: 'to',
} as const;

export interface TrainingGraph {
  readonly graph: GraphBuilder;
  /** Weights, moving statistics and optimiser slots. */
  readonly variables: Variables;
  readonly train: ResidentExamples;
  readonly evaluated: ResidentExamples;
}

/** Writes everything that training a network takes: examples, the step, evaluation, state. */
export function writeTrainingGraph({ network, recipe, train }: Omit<CompileOptions, 'weights'>): TrainingGraph {
  const graph = new GraphBuilder();
  const variables = new Variables(graph);
  const weights = weightSpecs(network);
  for (const { name, shape } of weights) variables.declare(name, shape);
  const trainable = weights.filter((weight) => weight.trainable);
  declareSlots(variables, trainable, recipe.optimiser);
  variables.declareRestore();

  const classes = inferShapes(network).get(network.output)![0]!;
  const pixels = train.features instanceof Uint8Array ? 'bytes' : 'floats';
  const examples = (name: string) => new ResidentExamples(graph, { name, input: network.input, classes, pixels });
  const resident = examples('train');
  const evaluated = examples('examples');
  writeStep();
  writeEvaluation();
  return { graph, variables, train: resident, evaluated };

  function writeStep(): void {
    const { batchSize, labelSmoothing } = recipe;
    const indices = graph.placeholder(NAMES.indices, DataType.int32, [batchSize]);
    const learningRate = graph.placeholder(NAMES.learningRate, DataType.float, []);
    const { features, labels } = resident.gather(indices, batchSize);
    const pass = writeForward(graph, network, features, variables, { batch: batchSize, training: true });
    const loss = writeLoss(graph, pass.logits, labels, classes, labelSmoothing);
    const ofMean = graph.float('Mul', [loss.gradients, graph.scalar(1 / batchSize)]);
    const gradients = writeBackward(graph, network, pass, ofMean);
    const updates = writeUpdates(graph, variables, trainable, gradients, learningRate, recipe);
    const correct = writeCorrect(graph, pass.logits, labels);
    fetch(NAMES.step, [graph.reduce('Mean', loss.losses, [0]), correct], [...pass.updates, ...updates]);
  }

  function writeEvaluation(): void {
    const from = graph.placeholder(NAMES.from, DataType.int32, []);
    const to = graph.placeholder(NAMES.to, DataType.int32, []);
    const indices = graph.op('Range', [from, to, graph.int(1)], { Tidx: attr.type(DataType.int32) });
    const { features, labels } = evaluated.gather(indices, -1);
    const { logits } = writeForward(graph, network, features, variables, { batch: -1, training: false });
    const { losses } = writeLoss(graph, logits, labels, classes, 0);
    fetch(NAMES.evaluate, [graph.reduce('Sum', losses, [0]), writeCorrect(graph, logits, labels)], []);
  }

  /** Scalars as one vector, so that a call has one output. */
  function fetch(name: string, scalars: readonly string[], after: readonly string[]): void {
    const packed = graph.float('Pack', scalars, { N: attr.int(scalars.length), axis: attr.int(0) });
    graph.named(name, 'Identity', [packed], { T: attr.type(DataType.float) }, after);
  }
}
