import { createRequire } from 'node:module';
import { setUpWasm } from '../wasm/backend.ts';
import { type Backend, detectBackend } from './detect.ts';
import { type DeviceInfo, requireGpu } from './gpu.ts';
import type { NativeBackend } from './native.ts';
import { restoreUtil } from './polyfill.ts';

type Tfjs = typeof import('@tensorflow/tfjs');

export interface TensorFlow extends Backend {
  /** The one tfjs instance of this process, its backend set and ready. */
  readonly tf: Tfjs;
  /** Sessions on TensorFlow graphs; only with the `tensorflow` backend. */
  readonly native?: NativeBackend;
}

const require = createRequire(import.meta.url);

let loading: Promise<TensorFlow> | undefined;

/**
 * Loads tfjs with the backend that `detectBackend` names; once per process.
 *
 * TensorFlow reads TF_NUM_INTRAOP_THREADS and TF_NUM_INTEROP_THREADS when it loads: the caller sets them before.
 *
 * @throws when setup provided TensorFlow but it cannot be loaded here, or finds no GPU though it is built for one.
 *   There is no silent change to another backend: results depend on it, and it is part of every trial key.
 */
export function loadTensorFlow(): Promise<TensorFlow> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TensorFlow> {
  const backend = detectBackend();
  return backend.backend === 'tensorflow' ? loadNative(backend) : loadWasm(backend);
}

function loadNative(backend: Backend): TensorFlow {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // By default only on CPUs with AVX512-VNNI; without it a CPU has no gradients of grouped and dilated convolutions.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  restoreUtil();
  try {
    require('@tensorflow/tfjs-node');
  } catch (error) {
    throw new Error('TensorFlow is set up but does not load; `npm run setup -- --retry` sets it up anew', {
      cause: error,
    });
  }
  const tf: Tfjs = require('@tensorflow/tfjs');
  const native = tf.backend() as unknown as NativeBackend & DeviceInfo;
  requireGpu(backend, native);
  return { ...backend, tf, native };
}

async function loadWasm(backend: Backend): Promise<TensorFlow> {
  const tf: Tfjs = require('@tensorflow/tfjs');
  await setUpWasm(tf);
  registerFiles(tf);
  return { ...backend, tf };
}

/** `file://` URLs for models, as tfjs-node registers them; that module needs no native addon. */
function registerFiles(tf: Tfjs): void {
  restoreUtil();
  const { nodeFileSystemRouter } = require('@tensorflow/tfjs-node/dist/io/file_system');
  tf.io.registerLoadRouter(nodeFileSystemRouter);
  tf.io.registerSaveRouter(nodeFileSystemRouter);
}
