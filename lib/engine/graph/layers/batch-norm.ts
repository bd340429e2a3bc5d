import { BATCH_NORM } from '../../../network/network.ts';
import { attr, DataType } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';
import { onView } from './view.ts';

/**
 * FusedBatchNormV3, which takes images: a sequence is one of height 1, features are one pixel. In training it gives the
 * batch's mean and Bessel-corrected variance, which move the averages.
 * https://www.tensorflow.org/api_docs/python/tf/raw_ops/FusedBatchNormV3
 */
export const batchNorm: LayerWriter<'batchNorm'> = (_layer, context) => {
  const { graph, inputs, batch, variable, training, observe } = context;
  const { shape } = inputs[0]!;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(variable);
  const shared = {
    U: attr.type(DataType.float),
    epsilon: attr.float(BATCH_NORM.epsilon),
    data_format: attr.text('NHWC'),
    is_training: attr.bool(training),
  };
  const statistics = training ? [graph.empty(), graph.empty()] : [mean!.value, variance!.value];
  const attributes = { ...shared, exponential_avg_factor: attr.float(1) };
  return onView(context, [batch, ...Array<number>(Math.max(3 - shape.length, 0)).fill(1), ...shape], (x) => {
    const output = graph.float('FusedBatchNormV3', [x, gamma!.value, beta!.value, ...statistics], attributes);
    if (training) {
      observe('mean', `${output}:1`);
      observe('variance', `${output}:2`);
    }
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
