import { NO_AUGMENTATION } from '../../lib/trial/augmentation.ts';
import type { Recipe } from '../../lib/trial/recipe.ts';

/** A recipe of plain gradient descent with nothing beside it; a test names what it is about. */
export const recipeOf = (changes: Partial<Recipe> = {}): Recipe => ({
  epochs: 1,
  batchSize: 32,
  optimiser: 'sgd',
  learningRate: 0.1,
  schedule: 'constant',
  warmup: 0,
  momentum: 0,
  nesterov: true,
  weightDecay: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  ema: 0,
  batchNormMomentum: 0.9,
  dropout: 0,
  tokenDropout: 0,
  dropPath: 0,
  auxiliary: 0.4,
  precision: 'tf32',
  augmentation: NO_AUGMENTATION,
  trainExamples: 0,
  ...changes,
});
