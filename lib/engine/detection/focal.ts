import { sigmoid, softplus } from './sigmoid.ts';

/** Weight of the ones against the zeros, and how little easy ones count (Lin et al. 2017, arXiv:1708.02002). */
export const FOCAL = { alpha: 0.25, gamma: 2 } as const;

/** A loss of one number and its derivative by that number. */
export interface Derived {
  readonly loss: number;
  readonly gradient: number;
}

/** Focal loss of a logit against 0 or 1: -alpha (1 - p)^2 log p, where p is the probability of what is right. */
export function focalLoss(logit: number, isOne: boolean): Derived {
  const [weight, sign] = isOne ? [FOCAL.alpha, -1] : [1 - FOCAL.alpha, 1];
  const wrong = sigmoid(sign * logit);
  const nll = softplus(sign * logit);
  const scale = weight * wrong ** FOCAL.gamma;
  return { loss: scale * nll, gradient: sign * scale * (FOCAL.gamma * (1 - wrong) * nll + wrong) };
}
