import { z } from 'zod';
import type { Recipe } from '../trial/recipe.ts';

/** How every trial of the search is trained; finalists differ in `epochs` and train on all examples. */
export const recipeSchema = z.strictObject({
  epochs: z.int().min(1).max(10_000).default(2).describe('Passes over the training examples.'),
  batchSize: z.int().min(1).max(4096).default(32).describe('Examples per optimiser step.'),
  optimiser: z
    .enum(['sgd', 'adamw'])
    .default('sgd')
    .describe('SGD with Nesterov momentum, or Adam with decoupled weight decay.'),
  learningRate: z.number().positive().max(10).default(0.05).describe('Peak learning rate.'),
  schedule: z.enum(['cosine', 'constant']).default('cosine').describe('How the learning rate falls after the warm-up.'),
  warmup: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of all steps in which the learning rate rises linearly from 0.'),
  momentum: z.number().min(0).lt(1).default(0.9).describe('Of SGD; AdamW ignores it.'),
  weightDecay: z.number().min(0).max(1).default(5e-4).describe('Decoupled; applied to kernels only.'),
  labelSmoothing: z.number().min(0).lt(1).default(0).describe('Share of each label spread evenly over all classes.'),
  trainExamples: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0)
    .describe('Train on the first so many examples only, for cheaper trials; 0 trains on all of them.'),
}) satisfies z.ZodType<Recipe>;
