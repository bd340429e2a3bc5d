import { type Augmentation, NO_AUGMENTATION } from './augmentation.ts';

/** How a trial is trained. Part of the trial's key: two trials that differ here are two trials. */
export interface Recipe {
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimiser: 'sgd' | 'adamw';
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly schedule: 'constant' | 'cosine' | 'oneCycle' | 'step';
  /** Share of all steps spent rising linearly from 0 to the peak, 0 to 1. */
  readonly warmup: number;
  /** Of SGD; ignored by AdamW. */
  readonly momentum: number;
  /** Nesterov's momentum instead of the classical; SGD only. */
  readonly nesterov: boolean;
  /** Decoupled from the loss; applied to kernels only, never to biases and normalisations. */
  readonly weightDecay: number;
  /** Largest norm of all gradients together; longer ones are scaled down to it. 0 leaves them alone. */
  readonly clipNorm: number;
  readonly labelSmoothing: number;
  /** Decay of the moving average of weights that evaluation and the result use, 0 to 1; 0 uses the weights themselves. */
  readonly ema: number;
  /** How much of its past a moving statistic of batch norm keeps with each step. */
  readonly batchNormMomentum: number;
  /** Rate of the network's `dropout` layers. */
  readonly dropout: number;
  /** Rate at which a text network's `dropout` layers drop whole tokens. */
  readonly tokenDropout: number;
  /** Rate of the deepest `dropPath` layer; shallower ones have their share of it. */
  readonly dropPath: number;
  /** Weight of the auxiliary classifier's loss, where the network has one. */
  readonly auxiliary: number;
  /**
   * Of products in a step; weights, sums over examples and updates are float32 in all of them. `tf32`: float32, which a GPU
   * may round to TF32. `bfloat16`: rounded to it. Evaluation and the result are float32.
   */
  readonly precision: 'float32' | 'tf32' | 'bfloat16';
  readonly augmentation: Augmentation;
  readonly distillation?: {
    /** A finished search, whose best model teaches. */
    readonly teacher: string;
    /** Share of the loss that is the teacher's, 0 to 1. */
    readonly weight: number;
    /** Of both softmaxes (Hinton et al. 2015, arXiv:1503.02531). */
    readonly temperature: number;
  };
  /** Use only the first N training examples of the seeded order (low fidelity); 0 uses all. */
  readonly trainExamples: number;
}

/** Options that came after the first version, as it would have them. */
const LATER_OPTIONS = {
  nesterov: true,
  clipNorm: 0,
  ema: 0,
  batchNormMomentum: 0.99,
  dropout: 0,
  tokenDropout: 0,
  dropPath: 0,
  auxiliary: 0,
  precision: 'tf32',
  augmentation: NO_AUGMENTATION,
} as const satisfies Partial<Recipe>;

/** A recipe as it was stored, by this version or an earlier one. */
export const storedRecipe = (recipe: Recipe): Recipe => ({ ...LATER_OPTIONS, ...recipe });

/** The recipe with a share of its epochs, one at least; its schedule is as long as its training. */
export function shortened(recipe: Recipe, fidelity: number): Recipe {
  return { ...recipe, epochs: Math.max(1, Math.round(recipe.epochs * fidelity)) };
}
