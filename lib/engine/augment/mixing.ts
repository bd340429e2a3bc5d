import type { Augmentation } from '../../trial/augmentation.ts';
import { betaQuantiles } from './beta.ts';
import type { ImageShape } from './problem.ts';

/** Equally likely strengths of mixup, and of CutMix. */
const STRENGTHS = 1024;

/**
 * The equally likely ways to mix a batch with its own reverse, each as three numbers: the share of the partner in every
 * pixel, and half the height and half the width of the rectangle that is the partner's altogether. mixup (Zhang et al.
 * 2018, arXiv:1710.09412) has no rectangle; CutMix (Yun et al. 2019, arXiv:1905.04899) shares nothing else. With both, each
 * has half of the ways. A batch has one lambda, as in https://github.com/huggingface/pytorch-image-models timm/data/mixup.py.
 */
export function mixingTable(
  { mixup, cutmix }: Augmentation,
  [height, width]: ImageShape,
): readonly (readonly number[])[] {
  const mixups = mixup > 0 ? betaQuantiles(mixup, STRENGTHS).map((share) => [share, 0, 0]) : [];
  const cutmixes = cutmix > 0 ? betaQuantiles(cutmix, STRENGTHS).map((area) => [0, ...halves(area)]) : [];
  return [...mixups, ...cutmixes];

  /** Of the rectangle with a share of the image's area and its proportions, in whole pixels. */
  function halves(area: number): readonly number[] {
    return [height, width].map((side) => Math.floor(side * Math.sqrt(area)) / 2);
  }
}
