import type { WeightDefinition } from '../definition.ts';
import type { Shape } from '../network.ts';

/** A layer's matrix or filter: the weights that decay. */
export const kernelOf = (
  shape: Shape,
  initialiser: WeightDefinition['initialiser'],
  fans: Pick<WeightDefinition, 'fanIn' | 'fanOut'>,
): WeightDefinition => ({ name: 'kernel', shape, initialiser, ...fans, trainable: true, decay: true });

/** The bias of a layer, if it has one. */
export const biasOf = (has: boolean, size: number, focalPrior = false): readonly WeightDefinition[] =>
  has
    ? [
        {
          name: 'bias',
          shape: [size],
          initialiser: focalPrior ? 'focalPrior' : 'zeros',
          fanIn: size,
          fanOut: size,
          trainable: true,
          decay: false,
        },
      ]
    : [];
