import type { Tensor4D } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { dilate } from '../../../lib/engine/layers/ops/dilate.ts';
import { elements } from '../../../lib/network/definition.ts';
import { numbers } from './cases.ts';
import { describeWasm } from './wasm.ts';

describeWasm('a dilated convolution', (tf) => {
  it.each([2, 3].flatMap((dilation) => [1, 2, 3, 4].map((kernel) => ({ dilation, kernel }))))(
    'pads as one by a kernel with zeros between its taps: kernel $kernel, dilation $dilation',
    ({ dilation, kernel }) => {
      for (const [height, width] of [
        [1, 5],
        [6, 4],
        [9, 8],
      ] as const) {
        tf().tidy(() => {
          const image = tensor([2, height, width, 3], 1);
          const filter = tensor([kernel, kernel, 3, 4], 2);
          const channels = tensor([kernel, kernel, 3, 1], 3);
          const apart = (x: Tensor4D) => dilate(tf(), x, dilation);
          expectSame(
            tf().conv2d(image, filter, 1, 'same', 'NHWC', dilation),
            tf().conv2d(image, apart(filter), 1, 'same'),
          );
          expectSame(
            tf().depthwiseConv2d(image, channels, 1, 'same', 'NHWC', dilation),
            tf().depthwiseConv2d(image, apart(channels), 1, 'same'),
          );
        });
      }
    },
  );

  const tensor = (shape: [number, number, number, number], seed: number) =>
    tf().tensor4d(numbers(elements(shape), seed), shape);

  function expectSame(got: Tensor4D, wanted: Tensor4D): void {
    expect(got.shape).toEqual(wanted.shape);
    expect(
      tf()
        .max(tf().abs(tf().sub(got, wanted)))
        .dataSync()[0],
    ).toBeLessThan(2e-6);
  }
});
