import { batchProduct, product } from '../products.ts';
import { attr } from '../proto.ts';
import { transposed } from '../regions.ts';
import type { LayerWriter } from '../writer.ts';
import { maskToScores } from './sequence-pool.ts';

const layout = { data_format: attr.text('NHWC') };

/**
 * As Keras' MultiHeadAttention: softmax(q k^T / sqrt(size) + mask) v for each head. Shapes: x `[batch, length, channels]`,
 * q, k, v `[batch, heads, length, size]`, probabilities `[batch, heads, length, length]`.
 *
 * Backwards through the softmax: the sum over keys of p dp is that over the head's channels of y dy (Dao et al. 2022,
 * arXiv:2205.14135, appendix B), which are fewer.
 */
export const attention: LayerWriter<'attention'> = ({ heads, size, causal = false }, context) => {
  const { graph, batch, inputs, variable } = context;
  const [x, mask] = inputs;
  const [length, channels] = x!.shape as readonly [number, number];
  const width = heads * size;
  const [kernel, bias, outputKernel, outputBias] = ['kernel', 'bias', 'outputKernel', 'outputBias'].map(
    (name) => variable(name).value,
  ) as [string, string, string, string];
  const scale = graph.scalar(1 / Math.sqrt(size));
  const scaled = (tensor: string) => graph.float('Mul', [tensor, scale]);
  const biased = (tensor: string, row: string) => graph.float('BiasAdd', [tensor, row], layout);
  const summed = (tensor: string) => graph.float('BiasAddGrad', [tensor], layout);
  const rows = (tensor: string, columns: number) => graph.reshape(tensor, [-1, columns]);
  const toHeads = (tensor: string) =>
    transposed(graph, graph.reshape(tensor, [batch, length, heads, size]), [0, 2, 1, 3]);
  const fromHeads = (tensor: string) => rows(transposed(graph, tensor, [0, 2, 1, 3]), width);

  const flat = rows(x!.name, channels);
  const projected = graph.reshape(biased(product(graph, flat, kernel), bias), [batch, length, 3, heads, size]);
  const parts = graph.float('Unpack', [transposed(graph, projected, [2, 0, 3, 1, 4])], {
    num: attr.int(3),
    axis: attr.int(0),
  });
  const [q, k, v] = [scaled(parts), `${parts}:1`, `${parts}:2`];
  const scores = graph.float('AddV2', [batchProduct(graph, q, k, 'second'), maskScores()]);
  const probabilities = graph.float('Softmax', [scores]);
  const attended = batchProduct(graph, probabilities, v);
  const joined = fromHeads(attended);
  const output = biased(product(graph, joined, outputKernel), outputBias);

  return {
    output: graph.reshape(output, [batch, length, channels]),
    backward(gradient, [wanted]) {
      const dOutput = rows(gradient, channels);
      const dAttended = toHeads(product(graph, dOutput, outputKernel, 'second'));
      const dScores = softmaxGradient(batchProduct(graph, dAttended, v, 'second'), dAttended);
      const dParts = [
        scaled(batchProduct(graph, dScores, k)),
        batchProduct(graph, dScores, q, 'first'),
        batchProduct(graph, probabilities, dAttended, 'first'),
      ];
      const packed = graph.float('Pack', dParts, { N: attr.int(3), axis: attr.int(0) });
      const dProjected = rows(transposed(graph, packed, [1, 3, 0, 2, 4]), 3 * width);
      const dx = wanted ? product(graph, dProjected, kernel, 'second') : undefined;
      return {
        inputs: [dx && graph.reshape(dx, [batch, length, channels]), undefined],
        weights: {
          kernel: product(graph, flat, dProjected, 'first'),
          bias: summed(dProjected),
          outputKernel: product(graph, joined, dOutput, 'first'),
          outputBias: summed(dOutput),
        },
      };
    },
  };

  /** What is added to the scores of keys that may not be attended to. */
  function maskScores(): string {
    const keys = maskToScores(graph, graph.reshape(mask!.name, [batch, 1, 1, length]));
    if (!causal) return keys;
    const seen = Array.from({ length: length ** 2 }, (_, i) => (i % length <= Math.floor(i / length) ? 1 : 0));
    return graph.float('Minimum', [keys, maskToScores(graph, graph.floats(seen, [length, length]))]);
  }

  function softmaxGradient(dProbabilities: string, dAttended: string): string {
    const sums = graph.reduce('Sum', graph.float('Mul', [attended, dAttended]), [3], true);
    return graph.float('Mul', [probabilities, graph.float('Sub', [dProbabilities, sums])]);
  }
};
