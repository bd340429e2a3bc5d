import type { Tensor4D } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { describeWasm, type Tfjs } from './wasm.ts';

const ones = (tf: Tfjs, ...shape: [number, number, number, number]): Tensor4D => tf.ones(shape);

describeWasm('gradients for wasm', (tf) => {
  it.each([
    {
      what: 'a pad in numbers',
      message: /pad 1; allowed: same, valid/,
      run: (x: Tensor4D) => tf().conv2d(x, ones(tf(), 3, 3, 2, 1), 1, 1),
    },
    {
      what: 'several filters a channel',
      message: /channel multiplier 2; allowed: 1/,
      run: (x: Tensor4D) => tf().depthwiseConv2d(x, ones(tf(), 3, 3, 2, 2), 1, 'same'),
    },
  ])('refuse $what', ({ message, run }) =>
    tf().tidy(() => {
      const loss = (x: unknown) => tf().sum(run(x as Tensor4D));
      expect(() => tf().grad(loss)(ones(tf(), 1, 5, 5, 2))).toThrow(message);
    }),
  );

  it('refuse channels first', () =>
    tf().tidy(() => {
      const inputs = { dy: ones(tf(), 1, 1, 5, 5), filter: ones(tf(), 3, 3, 2, 1) };
      const attributes = { strides: 1, pad: 'same', dataFormat: 'NCHW', inputShape: [1, 2, 5, 5] };
      const run = () => tf().engine().runKernel('Conv2DBackpropInput', inputs, attributes);
      expect(run).toThrow(/data format NCHW; allowed: NHWC/);
    }));
});
