import { inferenceNetwork } from '../../network/inference.ts';
import { inferShapes } from '../../network/shapes.ts';
import type { CompileOptions } from '../engine.ts';
import { averageOf } from '../state.ts';
import type { GraphBuilder } from './builder.ts';
import type { ResidentExamples } from './examples.ts';
import { writeCorrect } from './losses/classification.ts';
import { lossOf } from './losses/index.ts';
import { writeForward } from './passes.ts';
import { attr, DataType } from './proto.ts';
import type { Variables } from './variables.ts';

/** Names to feed: the half-open range of the examples. */
export const RANGE_FEEDS = { from: 'from', to: 'to' } as const;

export interface InferenceOptions extends Pick<CompileOptions, 'network' | 'task'> {
  readonly variables: Variables;
  readonly examples: ResidentExamples;
}

/** Tensors. */
export interface WrittenInference {
  readonly outputs: string;
  /** Sum of the losses. */
  readonly loss: string;
  readonly correct: string;
}

/** Writes the network as it answers, with the averaged weights where the recipe keeps them, on a range of examples. */
export function writeInference(graph: GraphBuilder, options: InferenceOptions): WrittenInference {
  const { task, variables, examples } = options;
  const network = inferenceNetwork(options.network);
  const from = graph.placeholder(RANGE_FEEDS.from, DataType.int32, []);
  const to = graph.placeholder(RANGE_FEEDS.to, DataType.int32, []);
  const indices = graph.op('Range', [from, to, graph.int(1)], { Tidx: attr.type(DataType.int32) });
  const any = -1;
  const batch = examples.gather(indices, any);
  const used = (weight: string) => (variables.has(averageOf(weight)) ? averageOf(weight) : weight);
  const pass = writeForward(graph, network, batch.features, {
    batch: any,
    variable: (weight) => variables.get(used(weight)),
  });
  const outputs = pass.outputs.get(network.output)!;
  const output = inferShapes(network).get(network.output)!;
  const { losses } = lossOf(task)({ graph, network, output, batch: any, smoothing: 0 }, outputs, batch);
  return {
    outputs,
    loss: graph.reduce('Sum', losses, [0]),
    correct: task === 'classification' ? writeCorrect(graph, outputs, batch) : graph.scalar(0),
  };
}
