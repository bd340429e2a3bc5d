import { beforeAll, describe } from 'vitest';
import { detectBackend } from '../../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow, type TensorFlow } from '../../../lib/engine/tensorflow/load.ts';

export type Tfjs = TensorFlow['tf'];

/** Tests of the wasm backend. In the project `native` they are skipped: a process has one backend. */
export function describeWasm(name: string, tests: (tf: () => Tfjs) => void): void {
  const { backend, reason } = detectBackend();
  const skip = backend === 'wasm' ? '' : ` (skipped: needs the wasm backend, here is ${reason})`;
  describe.skipIf(skip !== '')(`${name}${skip}`, () => {
    let tf: Tfjs;
    beforeAll(async () => {
      ({ tf } = await loadTensorFlow());
    });
    tests(() => tf);
  });
}
