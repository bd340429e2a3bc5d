import type * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

interface Inputs {
  readonly [name: string]: tf.TensorInfo;
  readonly x: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
}

/**
 * (x - mean) scale / sqrt(variance + epsilon) + offset along the last axis, with one multiplication and one addition an
 * element, in double precision. tfjs' own kernel for wasm takes a root and divides at every element.
 */
export const batchNorm: Kernel<Inputs, tf.FusedBatchNormAttrs> = {
  name: 'FusedBatchNorm',
  run(heap, inputs, attributes) {
    const { x, mean, variance, offset, scale } = inputs;
    if (mean.shape.length !== 1) return heap.stock('FusedBatchNorm', inputs, attributes);
    const output = heap.make(x.shape);
    const [means, variances] = [heap.view(mean), heap.view(variance)];
    const scales = scale && heap.view(scale);
    const factors = Float64Array.from(
      variances,
      (value, c) => (scales?.[c] ?? 1) / Math.sqrt(value + attributes.varianceEpsilon),
    );
    const offsets = offset && heap.view(offset);
    const shifts = factors.map((factor, c) => (offsets?.[c] ?? 0) - means[c]! * factor);
    const [from, to] = [heap.view(x), heap.view(output)];
    const channels = factors.length;
    for (let at = 0; at < to.length; ) {
      for (let c = 0; c < channels; c++, at++) to[at] = from[at]! * factors[c]! + shifts[c]!;
    }
    return output;
  },
};
