import { inferShapes } from '../../network/shapes.ts';
import type { CompileOptions } from '../engine.ts';
import type { Batch } from './batch.ts';
import type { GraphBuilder } from './builder.ts';
import { type TeacherOptions, writeTeaching } from './distillation.ts';
import { lossOf } from './losses/index.ts';

export interface ObjectiveOptions extends Pick<CompileOptions, 'network' | 'task' | 'recipe'> {
  readonly teacher?: TeacherOptions | undefined;
}

export interface Objective {
  /** Of each example. */
  readonly losses: string;
  /** Of the mean loss, by the node whose output it is with respect to. */
  readonly gradients: ReadonlyMap<string, string>;
}

/** Writes what a step lowers: the task's loss, partly the teacher's, and the auxiliary classifier's beside. */
export function writeObjective(
  graph: GraphBuilder,
  outputs: ReadonlyMap<string, string>,
  batch: Batch,
  { network, task, recipe, teacher }: ObjectiveOptions,
): Objective {
  const { batchSize, labelSmoothing: smoothing } = recipe;
  const shapes = inferShapes(network);
  const lossAt = (node: string) =>
    lossOf(task)({ graph, network, output: shapes.get(node)!, batch: batchSize, smoothing }, outputs.get(node)!, batch);
  const share = (gradients: string, weight: number) =>
    graph.float('Mul', [gradients, graph.scalar(weight / batchSize)]);

  const { output, auxiliary } = network;
  const learnt = lossAt(output);
  const lesson = { logits: outputs.get(output)!, learnt, features: batch.features, batch: batchSize };
  const main = teacher ? writeTeaching(graph, lesson, teacher) : learnt;
  const gradients = new Map([[output, share(main.gradients, 1)]]);
  if (auxiliary === undefined) return { losses: main.losses, gradients };
  const beside = lossAt(auxiliary);
  gradients.set(auxiliary, share(beside.gradients, recipe.auxiliary));
  const weighted = graph.float('Mul', [beside.losses, graph.scalar(recipe.auxiliary)]);
  return { losses: graph.float('AddV2', [main.losses, weighted]), gradients };
}
