import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { describe, expect, it } from 'vitest';
import { type Case, numbers } from './cases.ts';
import { differentiate, operations, valuesOf } from './operations.ts';
import { describeWasm } from './wasm.ts';

const REPEATS = 100;

describeWasm('the memory of the wasm backend', (tf) => {
  const held = () => {
    const backend = tf().backend() as BackendWasm;
    const { HEAPU8 } = backend.wasm as unknown as { readonly HEAPU8: Uint8Array };
    return { data: backend.numDataIds(), bytes: HEAPU8.length, tensors: tf().memory().numTensors };
  };

  /** The heap grows to what one run needs; a leak of one small tensor a run would make it grow again. */
  function expectFlat(run: () => void): void {
    for (let i = 0; i < 10; i++) run();
    const before = held();
    for (let i = 0; i < REPEATS; i++) run();
    expect(held()).toEqual(before);
  }

  describe.each(operations)('stays flat over $name', (operation) => {
    it.each([
      { kernel: 1, stride: 1 },
      { kernel: 3, stride: 1 },
      { kernel: 3, stride: 2 },
    ])('kernel $kernel, stride $stride', (window) => {
      const of: Case = { image: [8, 20, 20, 8], filters: 8, ...window, pad: 'same' };
      const values = valuesOf(operation, of);
      expectFlat(() => differentiate(tf(), operation, of, values));
    });
  });

  it('stays flat over the other kernels', () => {
    const values = numbers(8 * 400 * 8, 1);
    expectFlat(() =>
      tf().tidy(() => {
        const x = tf().tensor(values, [8, 20, 20, 8]);
        const { mean, variance } = tf().moments(x, [0, 1, 2]);
        tf().batchNorm(x, mean as never, variance as never);
        tf().split(tf().cast(x.clone(), 'float32'), [3, 5]);
      }),
    );
  });
});
