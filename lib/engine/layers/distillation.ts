import type { Teacher } from '../engine.ts';
import { crossEntropy, logSoftmax } from './losses/cross-entropy.ts';
import type { Loss } from './losses/loss.ts';

/**
 * Mixes a loss with the teacher's: (1 - w) loss + w T^2 crossEntropy(softmax(teacher / T), softmax(student / T)). T^2
 * keeps the size of its gradients when T changes (Hinton et al. 2015, arXiv:1503.02531, section 2).
 */
export function teach(
  own: Loss,
  logits: Float32Array,
  teacherLogits: Float32Array,
  classes: number,
  { weight, temperature }: Pick<Teacher, 'weight' | 'temperature'>,
): Loss {
  const cool = (values: Float32Array) => values.map((value) => value / temperature);
  const answers = cool(teacherLogits);
  const taught = crossEntropy(cool(logits), classes, (row) =>
    logSoftmax(answers.subarray(row * classes, (row + 1) * classes)).map(Math.exp),
  );
  const mix = (ownPart: number, taughtPart: number, scale: number) =>
    (1 - weight) * ownPart + weight * scale * taughtPart;
  return {
    loss: mix(own.loss, taught.loss, temperature ** 2),
    gradient: own.gradient.map((value, i) => mix(value, taught.gradient[i]!, temperature)),
  };
}
