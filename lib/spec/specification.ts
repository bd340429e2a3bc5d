import { z } from 'zod';
import { type DataSpec, dataSource } from '../data/source.ts';
import { spaces } from '../space/registry.ts';
import { strategies } from '../strategy/registry.ts';
import type { Recipe } from '../trial/recipe.ts';
import { SCORES, type Score } from '../trial/task.ts';
import type { JsonValue } from '../trial/trial.ts';
import { type Compute, computeSchema } from './compute.ts';
import { constraintsSchema } from './constraints.ts';
import type { EnergyBound } from './energy.ts';
import type { LatencyBound } from './latency.ts';
import { type Limits, limitsSchema } from './limits.ts';
import { DEFAULT_FINALISTS, DEFAULT_GENERATION } from './normalise.ts';
import { recipeSchema } from './recipe.ts';

/** A choice from a registry with its options. */
export interface Choice {
  readonly name: string;
  readonly [option: string]: JsonValue;
}

/** What a search is: everything that its result depends on, with every default filled in. */
export interface Specification {
  readonly name: string;
  readonly seed: number;
  readonly data: DataSpec;
  readonly space: Choice;
  readonly strategy: Choice;
  /** A search whose best architectures are trained first. */
  readonly warmStart?: string;
  /** Of the search's trials. */
  readonly recipe: Recipe;
  /** The score of the data's task. */
  readonly objective: Score;
  /** Further objectives. */
  readonly minimise: readonly Minimised[];
  /** Of each trial. */
  readonly limits: Limits;
  readonly constraints: {
    readonly latencyMs?: LatencyBound | readonly LatencyBound[];
    readonly energyMj?: EnergyBound;
    readonly parameters?: { readonly max: number };
    readonly macs?: { readonly max: number };
    readonly memoryBytes?: { readonly max: number };
  };
  readonly budget: { readonly trials: number; readonly usd?: number };
  /** Trials proposed together and trained side by side. */
  readonly generation: number;
  /** The best architectures, retrained from scratch with `seeds` seeds each. */
  readonly finalists: { readonly count: number; readonly seeds: number; readonly epochs: number };
  /** Trials that one container trains. */
  readonly trialsPerJob: number;
  readonly compute: Compute;
}

/** What is known of an architecture before it is trained, and can be an objective. */
const MINIMISED = ['latencyMs', 'energyMj', 'parameters', 'macs'] as const;
export type Minimised = (typeof MINIMISED)[number];

export const MAX_TRIALS = 100_000;

const budgetSchema = z.strictObject({
  trials: z.int().min(1).max(MAX_TRIALS).describe('How many architectures are trained.'),
  usd: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .describe('What the search may cost for machines on AWS, in US dollars. A part is kept for the finalists.'),
});

const finalistsSchema = z.strictObject({
  count: z
    .int()
    .min(1)
    .max(100)
    .default(DEFAULT_FINALISTS)
    .describe('Architectures that are retrained; at most `budget.trials`.'),
  seeds: z.int().min(1).max(20).default(1).describe('Times that each is retrained, with another seed each time.'),
  epochs: z.int().min(1).max(10_000).default(10).describe('Passes over the training examples, all of them.'),
});

/** One object schema per entry of a registry, told apart by `name`. */
function choiceOf(
  entries: readonly { readonly name: string; readonly summary: string; readonly options: z.ZodObject }[],
) {
  const [first, ...rest] = entries.map(({ name, summary, options }) =>
    options
      .safeExtend({ name: z.literal(name) })
      .strict()
      .meta({ title: name, description: summary })
      .transform(({ name, ...chosen }) => ({ name, ...chosen })),
  );
  return z.discriminatedUnion('name', [first!, ...rest]) as unknown as z.ZodType<Choice>;
}

/** The long form of a specification: shorthands are expanded before it (normalise.ts). */
export const specificationSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of the JSON Schema, for editors.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .meta({
      description: 'Names the search; ids are made from it. Up to 40 lower-case letters, digits and hyphens.',
      examples: ['digits'],
    }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(0)
    .describe('The source of all randomness: the same specification and seed give the same result.'),
  data: dataSource.describe('What the networks learn.'),
  space: choiceOf(spaces).describe('Which architectures exist.'),
  strategy: choiceOf(strategies).describe('What to try next.'),
  warmStart: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of an earlier search of the same space: half of the first generation are its best architectures.'),
  recipe: recipeSchema.prefault({}).describe('How each trial is trained.'),
  objective: z
    .enum(SCORES)
    .default('accuracy')
    .describe(
      'What is maximised, on the validation split; by default, and always, the score of what the data is learnt for.',
    ),
  minimise: z
    .array(z.enum(MINIMISED))
    .max(MINIMISED.length)
    .refine((metrics) => new Set(metrics).size === metrics.length, 'allowed: each metric once')
    .default([])
    .describe('Further objectives; the search then looks for a Pareto front, with a strategy that knows several.'),
  constraints: constraintsSchema.prefault({}).describe('What an architecture may cost; others are not trained.'),
  limits: limitsSchema.prefault({}).describe('What one trial may take; beyond it, it fails and the search goes on.'),
  budget: budgetSchema.describe('When the search ends.'),
  generation: z
    .int()
    .min(1)
    .max(1000)
    .default(DEFAULT_GENERATION)
    .describe('Trials proposed together; at most `budget.trials`.'),
  finalists: finalistsSchema
    .prefault({})
    .describe('The best architectures are retrained from scratch and tested once.'),
  trialsPerJob: z.int().min(1).max(1000).default(4).describe('Trials that one container trains.'),
  compute: computeSchema.prefault({}).describe('Where the search trains on AWS.'),
}) satisfies z.ZodType<Specification>;
