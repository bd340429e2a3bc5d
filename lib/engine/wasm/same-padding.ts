import type * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';
import { type WindowAttributes, windows, zeros } from './window.ts';

/**
 * A convolution whose `same` is worked out here. XNNPACK's own underflows, and the output is wrong, where windows leave
 * gaps at the image's end: kernel 2 with stride 3, say, on 6 positions. The same pads as numbers are right.
 */
const padded = (name: string): Kernel<Inputs, Attributes> => ({
  name,
  run(heap, inputs, attributes) {
    if (attributes.pad !== 'same') return heap.stock(name, inputs, attributes);
    const dilations = [attributes.dilations ?? 1].flat();
    const reach = inputs.filter.shape
      .slice(0, 2)
      .map((taps, axis) => (taps - 1) * (dilations[axis] ?? dilations[0]!) + 1);
    const pad = windows(inputs.x.shape, reach, attributes).map(zeros);
    return heap.stock(name, inputs, { ...attributes, pad: [[0, 0], ...pad, [0, 0]] });
  },
});

interface Inputs {
  readonly [name: string]: tf.TensorInfo;
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
}

interface Attributes extends WindowAttributes {
  readonly dilations?: number | readonly number[];
}

export const samePadding = ['Conv2D', 'FusedConv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2D'].map(padded);
