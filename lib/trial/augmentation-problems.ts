import type { Augmentation } from './augmentation.ts';
import type { Task } from './task.ts';

/** A fault of a recipe. */
export interface RecipeProblem {
  /** Of the field: `recipe.augmentation.crop`. */
  readonly path: string;
  /** What is there and what is allowed. */
  readonly message: string;
}

/** Channels of images of which RandAugment knows what is grey. */
const CHANNELS = [1, 3];

/**
 * What of an augmentation does not go with a task and its examples; nothing when all is off.
 * @param input shape of one example, e.g. `[28, 28, 1]`
 */
export function augmentationProblems(
  augmentation: Augmentation,
  task: Task,
  input: readonly number[],
): readonly RecipeProblem[] {
  const { flip, crop, cutout, mixup, cutmix, randAugment } = augmentation;
  const isImage = input.length === 3;
  const [height, width, channels] = input as readonly [number, number, number];
  const side = Math.min(height, width);
  const tasks = task === 'classification' ? undefined : `0 in ${task}`;
  const greys = CHANNELS.includes(channels) ? undefined : `0, or images of ${CHANNELS.join(' or ')} channels`;
  /** Each with what is allowed instead, of images; undefined where it may be. */
  const changes: readonly (readonly [field: string, got: number | boolean, allowed: string | undefined])[] = [
    ['flip', flip, undefined],
    ['crop', crop, crop < side ? undefined : `less than the images' shorter side, ${side}`],
    ['cutout', cutout, cutout <= side ? undefined : `up to the images' shorter side, ${side}`],
    ['mixup', mixup, tasks],
    ['cutmix', cutmix, tasks],
    ['randAugment.operations', randAugment.operations, tasks ?? greys],
  ];
  return changes.flatMap(([field, got, ofImages]) => {
    const allowed = isImage ? ofImages : `${Number(got) === got ? 0 : false}, as examples are no images`;
    return got && allowed ? [{ path: `recipe.augmentation.${field}`, message: `got ${got}; allowed: ${allowed}` }] : [];
  });
}
