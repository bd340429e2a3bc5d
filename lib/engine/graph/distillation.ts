import type { Teacher } from '../engine.ts';
import type { GraphBuilder } from './builder.ts';
import type { WrittenLoss } from './losses/loss.ts';
import { writeForward } from './passes.ts';
import type { Variables } from './variables.ts';

export interface TeacherOptions extends Omit<Teacher, 'weights'> {
  readonly variables: Variables;
}

export interface Lesson {
  readonly logits: string;
  /** The loss without a teacher. */
  readonly learnt: WrittenLoss;
  readonly features: string;
  /** Examples in the batch. */
  readonly batch: number;
}

/**
 * Mixes a loss with the teacher's: (1 - w) loss + w T^2 crossEntropy(softmax(teacher / T), softmax(student / T)). T^2
 * keeps the size of its gradients when T changes (Hinton et al. 2015, arXiv:1503.02531, section 2). The teacher sees the
 * same batch, in inference mode, and no gradient reaches it.
 */
export function writeTeaching(
  graph: GraphBuilder,
  { logits, learnt, features, batch }: Lesson,
  { network, weight, temperature, variables }: TeacherOptions,
): WrittenLoss {
  const { outputs } = writeForward(graph, network, features, { batch, variable: (name) => variables.get(name) });
  const cool = (tensor: string) => graph.float('Mul', [tensor, graph.scalar(1 / temperature)]);
  const targets = graph.float('Softmax', [cool(outputs.get(network.output)!)]);
  const taught = graph.float('SoftmaxCrossEntropyWithLogits', [cool(logits), targets]);
  const mix = (own: string, theirs: string, scale: number) =>
    graph.float('AddV2', [
      graph.float('Mul', [own, graph.scalar(1 - weight)]),
      graph.float('Mul', [theirs, graph.scalar(weight * scale)]),
    ]);
  return {
    losses: mix(learnt.losses, taught, temperature ** 2),
    gradients: mix(learnt.gradients, `${taught}:1`, temperature),
  };
}
