/** How training images are changed at random, anew in every step. All off changes nothing. Images only. */
export interface Augmentation {
  /** Mirror left to right, with probability 1/2; boxes move along. */
  readonly flip: boolean;
  /** Pad by so many pixels of zero on every side and crop back at random; 0 is off. Boxes move along. */
  readonly crop: number;
  /** Side of a square set to zero at a random place (DeVries and Taylor 2017, arXiv:1708.04552); 0 is off. */
  readonly cutout: number;
  /** Alpha of mixup's beta distribution (Zhang et al. 2018, arXiv:1710.09412); 0 is off. Classification only. */
  readonly mixup: number;
  /** Alpha of CutMix' beta distribution (Yun et al. 2019, arXiv:1905.04899); 0 is off. With mixup: one of them a batch. */
  readonly cutmix: number;
  /** Random operations an image (Cubuk et al. 2020, arXiv:1909.13719); 0 is off. */
  readonly randAugment: { readonly operations: number; readonly magnitude: number };
}

export const NO_AUGMENTATION: Augmentation = {
  flip: false,
  crop: 0,
  cutout: 0,
  mixup: 0,
  cutmix: 0,
  randAugment: { operations: 0, magnitude: 9 },
};
