import { LAYER_NORM } from '../../../network/network.ts';
import { attr } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';

/**
 * z = (x - mean) / sqrt(variance + epsilon) over the last axis, times gamma, plus beta: arXiv:1607.06450. Reductions rather
 * than FusedBatchNormV3 on a transposed view, as Keras 2 had it: on a CPU they take half the time.
 *
 * Backwards, with g = dy gamma: dx = (g - mean(g) - z mean(g z)) / sqrt(variance + epsilon).
 */
export const layerNorm: LayerWriter<'layerNorm'> = (_layer, { graph, inputs, variable }) => {
  const [x] = inputs;
  const [gamma, beta] = [variable('gamma').value, variable('beta').value];
  const mean = (tensor: string) => graph.reduce('Mean', tensor, [x!.shape.length], true);
  const centred = graph.float('Sub', [x!.name, mean(x!.name)]);
  const variance = mean(graph.float('Square', [centred]));
  const factor = graph.float('Rsqrt', [graph.float('AddV2', [variance, graph.scalar(LAYER_NORM.epsilon)])]);
  const z = graph.float('Mul', [centred, factor]);
  /** Over all axes but the last. */
  const sum = (tensor: string) => graph.float('BiasAddGrad', [tensor], { data_format: attr.text('NHWC') });
  return {
    output: graph.float('AddV2', [graph.float('Mul', [z, gamma]), beta]),
    backward(gradient, [wanted]) {
      const product = graph.float('Mul', [gradient, z]);
      const weights = { gamma: sum(product), beta: sum(gradient) };
      if (!wanted) return { inputs: [undefined], weights };
      const g = graph.float('Mul', [gradient, gamma]);
      const share = graph.float('Mul', [z, mean(graph.float('Mul', [product, gamma]))]);
      const rest = graph.float('Sub', [graph.float('Sub', [g, mean(g)]), share]);
      return { inputs: [graph.float('Mul', [rest, factor])], weights };
    },
  };
};
