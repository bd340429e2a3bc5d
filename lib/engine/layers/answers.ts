import type * as tf from '@tensorflow/tfjs';
import type { Network } from '../../network/network.ts';
import { forward } from './forward.ts';
import type { Tfjs } from './ops/forward.ts';
import { valuesOf } from './values.ts';

/**
 * A network's outputs in inference mode for `count` examples, `count x output shape`. No tensor is left.
 * @param weights makes a tensor of every weight
 */
export function answers(
  tf: Tfjs,
  network: Network,
  weights: () => ReadonlyMap<string, tf.Tensor>,
  { features, count }: { readonly features: Float32Array; readonly count: number },
): Float32Array {
  return valuesOf(tf, () => {
    const batch = tf.tensor(features, [count, ...network.input]);
    return forward(tf, network, batch, { weights: weights() }).get(network.output)!;
  });
}
