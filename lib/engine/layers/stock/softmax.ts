import type * as tf from '@tensorflow/tfjs';
import type { Tfjs } from '../ops/forward.ts';

/**
 * Softmax over the last axis. As an activation, because tfjs' layer of this name applies the mask that it is given, and
 * tfjs gives the mask of a `masking` layer to all layers that run after it.
 */
export const softmaxLayer = (tf: Tfjs, name: string): tf.layers.Layer =>
  tf.layers.activation({ name, activation: 'softmax' });
