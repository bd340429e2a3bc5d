import type * as tf from '@tensorflow/tfjs';
import { avgPoolGradient } from './avg-pool.ts';
import { batchNorm } from './batch-norm.ts';
import { conv2dFilterGradient } from './conv2d-filter.ts';
import { conv2dInputGradient } from './conv2d-input.ts';
import { depthwiseFilterGradient } from './depthwise-filter.ts';
import { depthwiseInputGradient } from './depthwise-input.ts';
import { wasmHeap } from './heap.ts';
import { cast, identity } from './identity.ts';
import type { Kernel } from './kernel.ts';
import { maxPoolGradient } from './max-pool.ts';
import { reductions } from './reduction.ts';
import { samePadding } from './same-padding.ts';
import { segmentSum } from './segment-sum.ts';
import { split } from './split.ts';

type Tfjs = typeof import('@tensorflow/tfjs');

const kernels = [
  conv2dFilterGradient,
  conv2dInputGradient,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  maxPoolGradient,
  avgPoolGradient,
  ...samePadding,
  ...reductions,
  batchNorm,
  identity,
  cast,
  split,
  segmentSum,
] as readonly Kernel[];

/** Gives the wasm backend of `tf`, which must be set, the kernels that it lacks, gets wrong or is slow at. */
export function registerKernels(tf: Tfjs): void {
  const heap = wasmHeap(tf);
  for (const { name, run } of kernels) {
    // Stock kernels that others use must still be set up when tfjs starts the backend anew: their other functions stay.
    const stock = tf.getKernel(name, 'wasm');
    if (stock) tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({
      ...stock,
      kernelName: name,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => run(heap, inputs as Record<string, tf.TensorInfo>, attrs ?? {}),
    });
  }
}
