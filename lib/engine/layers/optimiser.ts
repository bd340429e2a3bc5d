import type { Recipe } from '../../trial/recipe.ts';

export interface Optimiser {
  /** Names of its slots, each as long as the weights. */
  readonly slots: readonly string[];
  /** Moves the weights, and its slots, in place. `step` counts from 1. */
  update(
    weights: Float32Array,
    gradient: Float32Array,
    slots: readonly Float32Array[],
    rate: number,
    step: number,
  ): void;
}

/** Adam's constants: Kingma and Ba 2015 (arXiv:1412.6980) with Keras' epsilon. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** SGD with Nesterov momentum, as TensorFlow's ResourceApplyMomentum. */
const sgd = (momentum: number): Optimiser => ({
  slots: ['momentum'],
  update(weights, gradient, [velocity], rate) {
    for (let i = 0; i < weights.length; i++) {
      velocity![i] = velocity![i]! * momentum + gradient[i]!;
      weights[i]! -= rate * (gradient[i]! + momentum * velocity![i]!);
    }
  },
});

/** Adam with bias correction, as TensorFlow's ResourceApplyAdam. */
const adam: Optimiser = {
  slots: ['m', 'v'],
  update(weights, gradient, [m, v], rate, step) {
    const corrected = (rate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]!;
      m![i]! += (g - m![i]!) * (1 - ADAM.beta1);
      v![i]! += (g * g - v![i]!) * (1 - ADAM.beta2);
      weights[i]! -= (corrected * m![i]!) / (Math.sqrt(v![i]!) + ADAM.epsilon);
    }
  },
};

/**
 * The recipe's optimiser with decoupled weight decay, worked out from the weights before the step (Loshchilov and
 * Hutter 2019, arXiv:1711.05101). `decays` is 1 where a weight decays, else 0.
 */
export function createOptimiser(
  { optimiser, momentum, weightDecay }: Pick<Recipe, 'optimiser' | 'momentum' | 'weightDecay'>,
  decays: Float32Array,
): Optimiser {
  const { slots, update } = optimiser === 'sgd' ? sgd(momentum) : adam;
  return {
    slots,
    update(weights, gradient, values, rate, step) {
      const before = weightDecay === 0 ? undefined : weights.slice();
      update(weights, gradient, values, rate, step);
      before?.forEach((weight, i) => {
        weights[i]! -= rate * weightDecay * weight * decays[i]!;
      });
    },
  };
}
