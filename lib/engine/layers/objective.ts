import { inferShapes } from '../../network/shapes.ts';
import type { CompileOptions } from '../engine.ts';
import type { Labels } from './batches.ts';
import { teach } from './distillation.ts';
import { lossOf } from './losses/index.ts';

export interface ObjectiveOptions extends Pick<CompileOptions, 'network' | 'task' | 'recipe'> {
  readonly teacher?: Pick<NonNullable<CompileOptions['teacher']>, 'weight' | 'temperature'> | undefined;
}

export interface Objective {
  /** Mean over the batch. */
  readonly loss: number;
  /** Of that, with respect to the values of each head. */
  readonly gradients: readonly Float32Array[];
}

/** Ids of the nodes that are learnt from: the output and, where there is one, the auxiliary classifier. */
export const headsOf = ({ output, auxiliary }: CompileOptions['network']): readonly string[] =>
  auxiliary === undefined ? [output] : [output, auxiliary];

/**
 * What a step lowers: the task's loss, partly the teacher's, and the auxiliary classifier's beside.
 * @param values of the heads
 * @param answers the teacher's output
 */
export function objective(
  { network, task, recipe, teacher }: ObjectiveOptions,
  values: readonly Float32Array[],
  labels: Labels,
  answers: Float32Array | undefined,
): Objective {
  const shapes = inferShapes(network);
  const parts = headsOf(network).map((head, i) => {
    const output = shapes.get(head)!;
    const own = lossOf(task)({ network, output, smoothing: recipe.labelSmoothing }, values[i]!, labels);
    const isTaught = head === network.output && teacher && answers;
    const { loss, gradient } = isTaught ? teach(own, values[i]!, answers, output[0]!, teacher) : own;
    const share = (head === network.output ? 1 : recipe.auxiliary) / labels.count;
    return { loss: loss * share, gradient: gradient.map((value) => value * share) };
  });
  return {
    loss: parts.reduce((sum, { loss }) => sum + loss, 0),
    gradients: parts.map(({ gradient }) => gradient),
  };
}
