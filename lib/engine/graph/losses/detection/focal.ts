import { FOCAL } from '../../../detection/focal.ts';
import type { GraphBuilder } from '../../builder.ts';

/** Losses of numbers and their derivatives by those numbers, all of one shape. */
export interface Derived {
  readonly losses: string;
  readonly gradients: string;
}

/** Focal loss of logits against targets of 0 and 1 (detection/focal.ts). */
export function writeFocalLoss(graph: GraphBuilder, logits: string, targets: string): Derived {
  const mul = (...factors: readonly string[]) => factors.reduce((a, b) => graph.float('Mul', [a, b]));
  const linear = (slope: number, x: string, offset: number) =>
    graph.float('AddV2', [mul(graph.scalar(slope), x), graph.scalar(offset)]);
  // 1 for a target of 0, -1 for a target of 1: the logit of what is wrong.
  const sign = linear(-2, targets, 1);
  const wrongLogits = mul(sign, logits);
  const wrong = graph.float('Sigmoid', [wrongLogits]);
  const nll = graph.float('Softplus', [wrongLogits]);
  const scale = mul(linear(2 * FOCAL.alpha - 1, targets, 1 - FOCAL.alpha), graph.float('Square', [wrong]));
  const slope = graph.float('AddV2', [mul(linear(-FOCAL.gamma, wrong, FOCAL.gamma), nll), wrong]);
  return { losses: mul(scale, nll), gradients: mul(sign, scale, slope) };
}
