import type * as tf from '@tensorflow/tfjs';
import type { Tfjs } from './forward.ts';

/**
 * A kernel with zeros between its taps: tfjs has no gradient of a dilated convolution. `[kh, kw, ...]` to
 * `[(kh - 1) dilation + 1, (kw - 1) dilation + 1, ...]`; differentiable.
 */
export function dilate(tf: Tfjs, kernel: tf.Tensor4D, dilation: number): tf.Tensor4D {
  if (dilation === 1) return kernel;
  const [height, width, inputs, outputs] = kernel.shape;
  const none = [0, 0] as const;
  const behind = [0, dilation - 1] as const;
  const pad = (x: tf.Tensor, pads: readonly (readonly [number, number])[]) => tf.pad(x, pads as [number, number][]);
  const rows = pad(tf.reshape(kernel, [height, 1, width, inputs * outputs]), [none, behind, none, none]);
  const taps = pad(tf.reshape(rows, [height * dilation, width, 1, inputs * outputs]), [none, none, behind, none]);
  const whole = tf.reshape(taps, [height * dilation, width * dilation, inputs, outputs]);
  const reach = (taps: number) => (taps - 1) * dilation + 1;
  return tf.slice(whole, [0, 0, 0, 0], [reach(height), reach(width), inputs, outputs]) as tf.Tensor4D;
}
