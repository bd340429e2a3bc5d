import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { elements } from '../../../lib/network/definition.ts';
import { type Case, numbers } from './cases.ts';
import { avgPool, conv2d, type Differentiated, depthwise, maxPool, outputOf, type Reference } from './reference.ts';
import type { Tfjs } from './wasm.ts';

/** An operation of tfjs whose gradients are kernels of ours. */
export interface Operation {
  readonly name: string;
  readonly reference: Reference;
  /** Shape of the filter; a pooling takes none. */
  filter(of: Case): number[];
  outputs(of: Case): number;
  /** Along a direction of entries below 1, as long as the operation is linear there. */
  readonly step: number;
  run(tf: Tfjs, of: Case, image: Tensor4D, filter: Tensor4D): Tensor4D;
}

const convolution = {
  reference: conv2d,
  filter: ({ kernel, image, filters }: Case) => [kernel, kernel, image[3], filters],
  outputs: ({ filters }: Case) => filters,
  step: 1,
};
const pooling = { filter: () => [], outputs: ({ image }: Case) => image[3] };

export const operations: readonly Operation[] = [
  {
    name: 'conv2d',
    ...convolution,
    run: (tf, { stride, pad }, image, filter) => tf.conv2d(image, filter, stride, pad),
  },
  {
    name: 'conv2d fused with a bias',
    ...convolution,
    run: (tf, { stride, pad, filters }, x, filter) =>
      tf.fused.conv2d({ x, filter, strides: stride, pad, bias: tf.zeros([filters]) }),
  },
  {
    name: 'depthwiseConv2d',
    reference: depthwise,
    filter: ({ kernel, image }) => [kernel, kernel, image[3], 1],
    outputs: ({ image }) => image[3],
    step: 1,
    run: (tf, { stride, pad }, image, filter) => tf.depthwiseConv2d(image, filter, stride, pad),
  },
  {
    name: 'depthwiseConv2d fused with a bias',
    reference: depthwise,
    filter: ({ kernel, image }) => [kernel, kernel, image[3], 1],
    outputs: ({ image }) => image[3],
    step: 1,
    run: (tf, { stride, pad, image }, x, filter) =>
      tf.fused.depthwiseConv2d({ x, filter, strides: stride, pad, bias: tf.zeros([image[3]]) }),
  },
  {
    name: 'maxPool',
    reference: maxPool,
    ...pooling,
    step: 2 ** -11,
    run: (tf, { kernel, stride, pad }, image) => tf.maxPool(image, kernel, stride, pad),
  },
  {
    name: 'avgPool',
    reference: avgPool,
    ...pooling,
    step: 1,
    run: (tf, { kernel, stride, pad }, image) => tf.avgPool(image, kernel, stride, pad),
  },
];

export interface Values {
  readonly image: Float32Array;
  readonly filter: Float32Array;
  /** Gradient of the output: what the loss weighs it with. */
  readonly dy: Float32Array;
}

/** For even strides all of the image is negative: windows of negative numbers have a largest one too. */
export function valuesOf(operation: Operation, of: Case): Values {
  const image = numbers(elements(of.image), 1);
  const filter = operation.filter(of);
  return {
    image: of.stride % 2 ? image : image.map((value) => value / 2 - 0.5),
    filter: numbers(filter.length ? elements(filter) : 0, 2),
    dy: numbers(elements(outputOf(of)) * operation.outputs(of), 3),
  };
}

/** The operation's output, and the gradients of its sum weighed with dy. */
export function differentiate(tf: Tfjs, operation: Operation, of: Case, { image, filter, dy }: Values): Differentiated {
  let output!: Float64Array;
  let gradients!: Float64Array[];
  tf.tidy(() => {
    const loss = (x: Tensor, w?: Tensor) => {
      const y = operation.run(tf, of, x as Tensor4D, w as Tensor4D);
      output = Float64Array.from(y.dataSync());
      return tf.sum(tf.mul(y, tf.tensor(dy, y.shape)));
    };
    const inputs = [tf.tensor(image, [...of.image])];
    if (filter.length > 0) inputs.push(tf.tensor(filter, operation.filter(of)));
    gradients = tf
      .grads(loss as (...inputs: Tensor[]) => Tensor)(inputs)
      .map((x) => Float64Array.from(x.dataSync()));
  });
  return { output, image: gradients[0]!, filter: gradients[1] ?? new Float64Array(0) };
}
