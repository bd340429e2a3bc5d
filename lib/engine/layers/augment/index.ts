import type { ChangeFactory } from './change.ts';
import { cutOut } from './cutout.ts';
import { flipCrop } from './flip-crop.ts';
import { mixing } from './mixing.ts';
import { randAugmenting } from './rand-augment.ts';

/**
 * How a batch of images is changed at random: flip and crop, RandAugment, cutout, mixing, each of them only where it is
 * on. The numbers drawn are those of `graph/augment`, and so is the batch.
 */
export const augmenting: ChangeFactory = (augmentation, problem) => {
  const { flip, crop, cutout, mixup, cutmix, randAugment } = augmentation;
  const changes = [
    ...(flip || crop > 0 ? [flipCrop] : []),
    ...(randAugment.operations > 0 ? [randAugmenting] : []),
    ...(cutout > 0 ? [cutOut] : []),
    ...(mixup > 0 || cutmix > 0 ? [mixing] : []),
  ].map((factory) => factory(augmentation, problem));
  return (random, batch) => changes.reduce((changed, change) => change(random, changed), batch);
};
