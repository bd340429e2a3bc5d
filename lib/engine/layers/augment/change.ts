import type { Augmentation } from '../../../trial/augmentation.ts';
import type { AugmentedProblem } from '../../augment/problem.ts';
import type { Batch } from '../batches.ts';
import type { StepRandom } from '../random.ts';

/** Changes a batch at random; what was given stays as it is. */
export type Change = (random: StepRandom, batch: Batch) => Batch;

/** Prepares a change: its tables are made once for all steps. */
export type ChangeFactory = (augmentation: Augmentation, problem: AugmentedProblem) => Change;

/** A whole number from 0 to `count` - 1, as a uniform number in [0, 1) says; rounded as the graph rounds it. */
export const draw = (uniform: number, count: number): number => Math.floor(Math.fround(uniform * count));
