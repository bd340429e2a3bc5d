import { ADAM } from '../adam.ts';
import type { EngineRecipe } from '../engine.ts';
import { averageDecay } from '../state.ts';

/** What a step moves, in place: vectors of one length. */
export interface Moved {
  readonly weights: Float32Array;
  readonly slots: readonly Float32Array[];
  /** Moving average of the weights. */
  readonly average?: Float32Array | undefined;
}

/** Moves weights and slots. `step` counts from 1. */
type Rule = (moved: Moved, gradient: Float32Array, rate: number, step: number) => void;

/** As TensorFlow's ResourceApplyMomentum. */
const sgd =
  ({ momentum, nesterov }: EngineRecipe): Rule =>
  ({ weights, slots: [velocity] }, gradient, rate) => {
    for (let i = 0; i < weights.length; i++) {
      velocity![i] = velocity![i]! * momentum + gradient[i]!;
      weights[i]! -= rate * (nesterov ? gradient[i]! + momentum * velocity![i]! : velocity![i]!);
    }
  };

/** Adam with bias correction, as TensorFlow's ResourceApplyAdam. */
const adam: Rule = ({ weights, slots: [m, v] }, gradient, rate, step) => {
  const corrected = (rate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]!;
    m![i]! += (g - m![i]!) * (1 - ADAM.beta1);
    v![i]! += (g * g - v![i]!) * (1 - ADAM.beta2);
    weights[i]! -= (corrected * m![i]!) / (Math.sqrt(v![i]!) + ADAM.epsilon);
  }
};

/**
 * The recipe's optimiser: clipping by the global norm (Pascanu et al. 2013, arXiv:1211.5063), the rule, decoupled weight
 * decay worked out from the weights before the step (Loshchilov and Hutter 2019, arXiv:1711.05101), the moving average.
 * @param decays 1 where a weight decays, else 0
 */
export function createOptimiser(recipe: EngineRecipe, decays: Float32Array): Rule {
  const { optimiser, clipNorm, weightDecay, ema } = recipe;
  const rule = optimiser === 'sgd' ? sgd(recipe) : adam;
  return (moved, gradient, rate, step) => {
    const { weights, average } = moved;
    const before = weightDecay === 0 ? undefined : weights.slice();
    rule(moved, clipNorm === 0 ? gradient : clipped(gradient, clipNorm), rate, step);
    before?.forEach((weight, i) => {
      weights[i]! -= rate * weightDecay * weight * decays[i]!;
    });
    if (average) moveTowards(average, weights, 1 - averageDecay(ema, step));
  };
}

function clipped(gradient: Float32Array, clipNorm: number): Float32Array {
  const norm = Math.sqrt(gradient.reduce((sum, value) => sum + value ** 2, 0));
  const scale = Math.min(1, clipNorm / norm);
  return gradient.map((value) => value * scale);
}

/** values += (targets - values) share, in place. */
export function moveTowards(values: Float32Array, targets: Float32Array, share: number): void {
  for (let i = 0; i < values.length; i++) values[i]! += (targets[i]! - values[i]!) * share;
}
