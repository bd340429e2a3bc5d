import type { Augmentation } from '../../../trial/augmentation.ts';
import type { AugmentedProblem } from '../../augment/problem.ts';
import type { Batch } from '../batch.ts';
import type { GraphBuilder } from '../builder.ts';
import type { StepRandom } from '../random.ts';
import { writeCutout } from './cutout.ts';
import { writeFlipCrop } from './flip-crop.ts';
import { writeMixing } from './mixing.ts';
import { writeRandAugment } from './rand-augment.ts';

/**
 * Writes how a batch of images is changed at random: flip and crop, RandAugment, cutout, mixing, each of them only where
 * it is on. `layers/augment` does the same.
 */
export function writeAugmentation(
  graph: GraphBuilder,
  random: StepRandom,
  batch: Batch,
  augmentation: Augmentation,
  problem: AugmentedProblem,
): Batch {
  const { flip, crop, cutout, mixup, cutmix, randAugment } = augmentation;
  let augmented = batch;
  if (flip || crop > 0) augmented = writeFlipCrop(graph, random, augmented, augmentation, problem);
  if (randAugment.operations > 0) changeFeatures(writeRandAugment);
  if (cutout > 0) changeFeatures(writeCutout);
  if (mixup > 0 || cutmix > 0) augmented = writeMixing(graph, random, augmented, augmentation, problem);
  return augmented;

  function changeFeatures(write: typeof writeRandAugment): void {
    augmented = { ...augmented, features: write(graph, random, augmented.features, augmentation, problem) };
  }
}
