import { z } from 'zod';
import { isPath, PATHS } from './address.ts';

/** A path of a specification. Relative ones are relative to the specification's file. */
export const path = (what: string) =>
  z.string().min(1).refine(isPath, `allowed: ${PATHS}`).describe(`${what}: ${PATHS}.`);

const share = z.number().gt(0).lt(1);
const WHAT = { validation: 'that trials are compared on', test: 'that finalists are tested on, once' };
const DEFAULT_SHARES = { validation: 0.15, test: 0.2 };

const shareOf = (split: keyof typeof WHAT) =>
  share.default(DEFAULT_SHARES[split]).describe(`Share of the examples ${WHAT[split]}.`);

const shareOrOwn = <Own extends z.ZodType>(split: keyof typeof WHAT, own: Own) =>
  z
    .union([share, own])
    .default(DEFAULT_SHARES[split] as never)
    .describe(`Examples ${WHAT[split]}: a share of the training examples, or where they are.`);

/** The splits of a source that has one set of examples, or whose folders tell. */
export const shares = { validation: shareOf('validation'), test: shareOf('test') };

/** The splits of a source that may have a place for each. @param own what names such a place */
export const splits = <Own extends z.ZodType>(own: Own) => ({
  validation: shareOrOwn('validation', own),
  test: shareOrOwn('test', own),
});

export const leaks = {
  allowLeaks: z
    .boolean()
    .default(false)
    .describe('Whether equal examples may be in two splits, which makes scores look better than they are.'),
};

/** What images become when they are read. */
export const pixels = {
  size: z
    .union([z.int().min(1).max(4096), z.array(z.int().min(1).max(4096)).length(2)])
    .optional()
    .describe('Pixels that images are resized to: one number, or [height, width]. By default what all images have.'),
  channels: z
    .union([z.literal(1), z.literal(3)])
    .default(3)
    .describe('1 for grey, 3 for colour.'),
};

export const task = z
  .enum(['classification', 'regression'])
  .default('classification')
  .describe('Whether labels are names of classes or numbers.');

/** Refinement: examples are left to train on. */
export const leavesTraining = [
  ({ validation, test }: { readonly validation: unknown; readonly test: unknown }) =>
    [validation, test].reduce((sum: number, part) => sum + (typeof part === 'number' ? part : 0), 0) < 1,
  'allowed: validation and test together below 1, so that examples are left to train on',
] as const;
