import type * as tf from '@tensorflow/tfjs';
import { MASKED } from '../../../network/network.ts';
import { plus } from './embedding.ts';
import { maskToScores } from './sequence-pool.ts';
import { softmaxLayer } from './softmax.ts';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

/** tfjs has no such layer, and multiplies matrices of one batch axis only: every head is dense layers and dots. */
export const attention: Stock<'attention'> = ({ heads, size, causal }, [x, mask], context) => {
  const { tf, id, weight } = context;
  const [length] = inner(x!) as [number, number];
  const keys = maskToScores(context, mask!, [1, length]);
  const kernels = tf.split(weight('kernel'), 3 * heads, 1);
  const biases = tf.split(weight('bias'), 3 * heads);
  const attended = Array.from({ length: heads }, (_, head) => {
    const name = `${id}/head${head}`;
    const [q, k, v] = ['query', 'key', 'value'].map((part, i) => {
      const at = i * heads + head;
      return dense(context, `${name}/${part}`, x!, kernels[at]!, biases[at]!);
    }) as [Symbolic, Symbolic, Symbolic];
    const products = apply(tf.layers.dot({ name: `${name}/products`, axes: 2 }), [q, k]);
    const scaled = apply(tf.layers.rescaling({ name: `${name}/scaled`, scale: 1 / Math.sqrt(size) }), products);
    const seen = causal ? plus({ ...context, id: `${name}/causal` }, scaled, laterLowered(length)) : scaled;
    const scores = apply(tf.layers.add({ name: `${name}/scores` }), [seen, keys]);
    const probabilities = apply(softmaxLayer(tf, `${name}/probabilities`), scores);
    return apply(tf.layers.dot({ name: `${name}/attended`, axes: [2, 1] }), [probabilities, v]);
  });
  const joined = heads === 1 ? attended[0]! : apply(tf.layers.concatenate({ name: `${id}/joined` }), attended);
  return dense(context, id, joined, weight('outputKernel'), weight('outputBias'));
};

function dense({ tf }: StockContext, name: string, x: Symbolic, kernel: tf.Tensor, bias: tf.Tensor): Symbolic {
  return apply(tf.layers.dense({ name, units: kernel.shape[1]!, weights: [kernel, bias] }), x);
}

/** `[length, length]`: what is added to the score of each key for each query. */
const laterLowered = (length: number) =>
  Float32Array.from({ length: length ** 2 }, (_, i) => (i % length > Math.floor(i / length) ? -MASKED : 0));
