import type * as tf from '@tensorflow/tfjs';
import type { Heap, Tensors } from './heap.ts';

/** A kernel of the wasm backend: float tensors, channels last. */
export interface Kernel<Inputs extends Tensors = Tensors, Attributes extends object = object> {
  /** Of tfjs, e.g. `MaxPoolGrad`. */
  readonly name: string;
  /** Gives a new tensor, or several. */
  run(heap: Heap, inputs: Inputs, attributes: Attributes): tf.TensorInfo | tf.TensorInfo[];
}
