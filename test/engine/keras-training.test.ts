import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { learningRateAt } from '../../lib/training/schedule.ts';
import type { Recipe } from '../../lib/trial/recipe.ts';
import { recipeOf } from '../trial/recipe.ts';
import keras from './keras-training/keras.json' with { type: 'json' };
import { BATCH, batch, examples, networkOf, STEPS, teacher, weightsOf } from './keras-training/problem.ts';

/** Largest difference of a loss. Evaluations differ by Keras' biased variance (make.py). */
const TOLERANCE = { training: 1e-4, evaluation: 5e-4 };

const nesterov = { learningRate: 0.02, momentum: 0.9 };
const adamw = { optimiser: 'adamw', weightDecay: 0.02 } as const;
const PEAK = 0.3;

/** What each training of make.py is here. */
const recipes: Readonly<Record<keyof typeof keras, Partial<Recipe>>> = {
  sgd: { learningRate: 0.1 },
  momentum: { ...nesterov, nesterov: false },
  nesterov,
  'nesterov with weight decay': { ...nesterov, weightDecay: 0.02 },
  adamw: { ...adamw, learningRate: 0.005 },
  constant: { learningRate: PEAK, warmup: 0.2 },
  cosine: { learningRate: PEAK, schedule: 'cosine' },
  'cosine, adamw': { ...adamw, learningRate: 0.01, schedule: 'cosine' },
  step: { learningRate: PEAK, schedule: 'step' },
  oneCycle: { learningRate: PEAK, schedule: 'oneCycle', warmup: 0.3 },
  clipping: { ...nesterov, clipNorm: 0.2 },
  'label smoothing': { ...nesterov, labelSmoothing: 0.1 },
  'averaged weights': { ...nesterov, ema: 0.95 },
  'batch norm of long memory': { ...nesterov, batchNormMomentum: 0.995 },
  'auxiliary classifier': { ...nesterov, auxiliary: 0.4 },
  teacher: nesterov,
  regression: nesterov,
};

describe('trains as Keras', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine();
  });

  it.each(Object.entries(recipes))('%s', (name, changes) => {
    const expected = keras[name as keyof typeof keras];
    const task = name === 'regression' ? 'regression' : 'classification';
    const network = networkOf(task === 'regression' ? 1 : undefined);
    const recipe = recipeOf({ auxiliary: 0, ...changes, batchSize: BATCH });
    const train = examples(task === 'regression');
    const program = engine.compile({
      network,
      task,
      recipe,
      train,
      weights: weightsOf(network),
      teacher: name === 'teacher' ? teacher : undefined,
    });
    try {
      const losses = Array.from(
        { length: STEPS },
        (_, step) => program.step(batch(step), 0, learningRateAt(recipe, step, STEPS)).loss,
      );
      for (const [step, loss] of losses.entries()) {
        expect(Math.abs(loss - expected.losses[step]!), `step ${step}`).toBeLessThan(TOLERANCE.training);
      }
      const error = Math.abs(program.evaluate(train).loss - expected.evaluation);
      expect(error, 'evaluation').toBeLessThan(TOLERANCE.evaluation);
    } finally {
      program.dispose();
    }
  });
});
