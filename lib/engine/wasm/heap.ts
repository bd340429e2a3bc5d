import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

type Tfjs = typeof import('@tensorflow/tfjs');

export type Tensors = Readonly<Record<string, tf.TensorInfo>>;

/** Tensors on the heap of the wasm backend, floats unless said otherwise. What a kernel makes and does not return, it frees. */
export interface Heap {
  /** A tensor of arbitrary contents. The heap may grow for it, and views taken before are then dead. */
  make(shape: readonly number[]): tf.TensorInfo;
  view(tensor: tf.TensorInfo): Float32Array;
  /** As `view`, of a tensor of whole numbers. */
  whole(tensor: tf.TensorInfo): Int32Array;
  /** A tensor of the same data, freed like any other. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
  free(...tensors: tf.TensorInfo[]): void;
  /** Runs a kernel of tfjs itself, even where one of ours has taken its name. */
  stock(kernel: string, inputs: Tensors, attributes: object): tf.TensorInfo;
}

/** The heap of the wasm backend of `tf`, which must be set; the kernels of this moment are the stock ones. */
export function wasmHeap(tf: Tfjs): Heap {
  const backend = tf.backend() as BackendWasm;
  const kernels = new Map(
    tf.getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]),
  );
  return {
    make: (shape) => backend.makeOutput([...shape], 'float32'),
    view: (tensor) => backend.typedArrayFromHeap(tensor) as Float32Array,
    whole: (tensor) => backend.typedArrayFromHeap(tensor) as Int32Array,
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
    free(...tensors) {
      for (const { dataId } of tensors) backend.disposeData(dataId);
    },
    stock: (kernel, inputs, attributes) =>
      kernels.get(kernel)!({ inputs, backend, attrs: attributes as tf.NamedAttrMap }) as tf.TensorInfo,
  };
}

/** The same data seen in another shape; not a tensor of its own, to free. */
export const shaped = ({ dataId, dtype }: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo => ({
  dataId,
  dtype,
  shape: [...shape],
});
