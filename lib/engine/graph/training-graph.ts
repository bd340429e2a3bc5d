import { weightSpecs } from '../../network/weights.ts';
import type { CompileOptions, State } from '../engine.ts';
import { formatOf } from '../example-format.ts';
import { stateEntries } from '../state.ts';
import { answeringTeacher } from '../teaching.ts';
import { GraphBuilder } from './builder.ts';
import { ResidentExamples } from './examples.ts';
import { RANGE_FEEDS, writeInference } from './inference.ts';
import { attr, DataType } from './proto.ts';
import { STEP_FEEDS, writeStep } from './step.ts';
import { Variables } from './variables.ts';

/** Names to feed and fetch by. `step` and `evaluate` give a loss and how many examples were classified right. */
export const NAMES = {
  /** One training step: mean loss over `indices`, and every update done. */
  step: 'step',
  ...STEP_FEEDS,
  /** Sum of the losses of the evaluated examples from `from` to below `to`. */
  evaluate: 'evaluate',
  /** The network's outputs for the same examples. */
  predict: 'predict',
  ...RANGE_FEEDS,
} as const;

export interface TrainingGraph {
  readonly graph: GraphBuilder;
  /** All that training changes. */
  readonly variables: Variables;
  readonly teacher: { readonly variables: Variables; readonly weights: State } | undefined;
  readonly train: ResidentExamples;
  readonly evaluated: ResidentExamples;
}

/** Writes everything that training a network takes: examples, the step, inference, state. */
export function writeTrainingGraph(options: Omit<CompileOptions, 'weights'>): TrainingGraph {
  const graph = new GraphBuilder();
  const format = formatOf(options);
  const variables = new Variables(graph, stateEntries(options.network, options.recipe));
  const answering = answeringTeacher(options);
  const teacher = answering && {
    ...answering,
    variables: new Variables(graph, weightSpecs(answering.network), 'teacher/'),
  };
  const train = new ResidentExamples(graph, 'train', format);
  const evaluated = new ResidentExamples(graph, 'examples', format);

  const step = writeStep(graph, { ...options, variables, teacher, train, format });
  fetchScalars(NAMES.step, [step.loss, step.correct], step.updates);
  const inference = writeInference(graph, { ...options, variables, examples: evaluated });
  fetchScalars(NAMES.evaluate, [inference.loss, inference.correct], []);
  graph.named(NAMES.predict, 'Identity', [inference.outputs], { T: attr.type(DataType.float) });
  return { graph, variables, teacher, train, evaluated };

  /** Scalars as one vector, so that a call has one output. */
  function fetchScalars(name: string, scalars: readonly string[], after: readonly string[]): void {
    const packed = graph.float('Pack', scalars, { N: attr.int(scalars.length), axis: attr.int(0) });
    graph.named(name, 'Identity', [packed], { T: attr.type(DataType.float) }, after);
  }
}
