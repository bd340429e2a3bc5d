import { z } from 'zod';
import type { Recipe } from '../trial/recipe.ts';
import { augmentationSchema } from './augmentation.ts';

const share = (what: string) => z.number().min(0).max(1).describe(what);
const belowOne = (what: string) => z.number().min(0).lt(1).describe(what);

/** What the best model of an earlier search teaches. */
const distillationSchema = z.strictObject({
  teacher: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
    .meta({ description: 'Id of a finished search, whose best model teaches.', examples: ['digits-1'] }),
  weight: share("Share of the loss that is the teacher's.").default(0.5),
  temperature: z.number().positive().max(100).default(4).describe('By which logits are divided before they meet.'),
});

/** How every trial of the search is trained; finalists differ in `epochs` and train on all examples. */
export const recipeSchema = z.strictObject({
  epochs: z.int().min(1).max(10_000).default(2).describe('Passes over the training examples.'),
  batchSize: z.int().min(1).max(4096).default(32).describe('Examples per optimiser step.'),
  optimiser: z
    .enum(['sgd', 'adamw'])
    .default('sgd')
    .describe('SGD with momentum, or Adam with decoupled weight decay.'),
  learningRate: z.number().positive().max(10).default(0.05).describe('Peak learning rate.'),
  schedule: z
    .enum(['constant', 'cosine', 'oneCycle', 'step'])
    .default('cosine')
    .describe('How the learning rate falls after the warm-up.'),
  warmup: share('Share of all steps in which the learning rate rises.').default(0.1),
  momentum: belowOne('Of SGD; AdamW ignores it.').default(0.9),
  nesterov: z.boolean().default(true).describe("Nesterov's momentum instead of the classical; AdamW ignores it."),
  weightDecay: z.number().min(0).max(1).default(5e-4).describe('Decoupled; applied to kernels only.'),
  clipNorm: z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .describe('Largest norm of all gradients together; longer ones are scaled down to it. 0 leaves them alone.'),
  labelSmoothing: belowOne('Share of each label spread evenly over all classes.').default(0),
  ema: belowOne('Decay of the moving average of weights that is evaluated and kept; 0 keeps none.').default(0),
  batchNormMomentum: belowOne('What a moving statistic of batch norm keeps of itself in each step.').default(0.9),
  dropout: belowOne("Rate of the network's dropout layers.").default(0),
  tokenDropout: belowOne("Rate at which a text network's dropout layers drop whole tokens.").default(0),
  dropPath: belowOne('Rate of the deepest drop-path layer; shallower ones have their share of it.').default(0),
  auxiliary: share("Weight of an auxiliary classifier's loss, where a network has one.").default(0.4),
  precision: z
    .enum(['float32', 'tf32', 'bfloat16'])
    .default('tf32')
    .describe('Of the products in a step: float32; float32 that a GPU may round to TF32; or rounded to bfloat16.'),
  augmentation: augmentationSchema.prefault({}).describe('How training images are changed at random.'),
  distillation: distillationSchema.optional().describe('Learn from the best model of an earlier search too.'),
  trainExamples: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0)
    .describe('Train on the first so many examples only, for cheaper trials; 0 trains on all of them.'),
}) satisfies z.ZodType<Recipe>;
