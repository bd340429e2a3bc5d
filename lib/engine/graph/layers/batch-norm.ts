import { BATCH_NORM } from '../../../network/network.ts';
import { attr, DataType } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';
import { onView } from './view.ts';

/** As it is trained with; in inference, by the moving averages. */
export const batchNorm: LayerWriter<'batchNorm'> = (layer, context) =>
  context.training ? batchStatistics(layer, context) : movingStatistics(layer, context);

/**
 * A product and a sum. FusedBatchNormV3 TensorFlow would make four operations on the output of the convolution before it,
 * which oneDNN then runs up to 80 times as slow where it has no AVX-512 (docs/benchmarks.md, "This machine, predicted").
 */
const movingStatistics: LayerWriter<'batchNorm'> = (_layer, { graph, inputs, variable }) => {
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((name) => variable(name).value);
  const deviation = graph.float('Rsqrt', [graph.float('AddV2', [variance!, graph.scalar(BATCH_NORM.epsilon)])]);
  const scale = graph.float('Mul', [gamma!, deviation]);
  const offset = graph.float('Sub', [beta!, graph.float('Mul', [mean!, scale])]);
  const [x] = inputs;
  return {
    output: graph.float('AddV2', [graph.float('Mul', [x!.name, scale]), offset]),
    backward(gradient) {
      const centred = graph.float('Sub', [x!.name, mean!]);
      const overAll = (values: string) => graph.reduce('Sum', values, [...x!.shape.keys()]);
      const gammas = graph.float('Mul', [gradient, graph.float('Mul', [centred, deviation])]);
      return {
        inputs: [graph.float('Mul', [gradient, scale])],
        weights: { gamma: overAll(gammas), beta: overAll(gradient) },
      };
    },
  };
};

/**
 * FusedBatchNormV3, which takes images: a sequence is one of height 1, features are one pixel. It gives the
 * batch's mean and Bessel-corrected variance, which move the averages.
 * https://www.tensorflow.org/api_docs/python/tf/raw_ops/FusedBatchNormV3
 */
const batchStatistics: LayerWriter<'batchNorm'> = (_layer, context) => {
  const { graph, inputs, batch, variable, observe } = context;
  const { shape } = inputs[0]!;
  const [gamma, beta] = ['gamma', 'beta'].map(variable);
  const shared = {
    U: attr.type(DataType.float),
    epsilon: attr.float(BATCH_NORM.epsilon),
    data_format: attr.text('NHWC'),
    is_training: attr.bool(true),
  };
  const attributes = { ...shared, exponential_avg_factor: attr.float(1) };
  return onView(context, [batch, ...Array<number>(Math.max(3 - shape.length, 0)).fill(1), ...shape], (x) => {
    const output = graph.float(
      'FusedBatchNormV3',
      [x, gamma!.value, beta!.value, graph.empty(), graph.empty()],
      attributes,
    );
    observe('mean', `${output}:1`);
    observe('variance', `${output}:2`);
    return {
      output,
      backward(gradient) {
        const reserves = [3, 4, 5].map((i) => `${output}:${i}`);
        const gradients = graph.float('FusedBatchNormGradV3', [gradient, x, gamma!.value, ...reserves], shared);
        return { inputs: [gradients], weights: { gamma: `${gradients}:1`, beta: `${gradients}:2` } };
      },
    };
  });
};
