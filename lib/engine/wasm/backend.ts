import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { registerKernels } from './register.ts';

type Tfjs = typeof import('@tensorflow/tfjs');

const require = createRequire(import.meta.url);

/** Makes wasm the backend of `tf`: SIMD, one thread, the .wasm files read from node_modules, our kernels added. */
export async function setUpWasm(tf: Tfjs): Promise<void> {
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
  const files = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  setWasmPaths(join(files, 'dist') + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not start its wasm backend on this Node');
  await tf.ready();
  registerKernels(tf);
}
