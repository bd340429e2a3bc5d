import { BATCH_NORM } from '../../../network/network.ts';
import { attr, DataType } from '../proto.ts';
import { batched, type LayerContext, type LayerWriter } from '../writer.ts';

/**
 * FusedBatchNormV3; in training it gives the batch's mean and Bessel-corrected variance, which move the averages.
 * https://www.tensorflow.org/api_docs/python/tf/raw_ops/FusedBatchNormV3
 */
export const batchNorm: LayerWriter<'batchNorm'> = (_layer, context) => {
  const { graph, inputs, variable, training } = context;
  const [x] = inputs;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(variable);
  const shared = {
    U: attr.type(DataType.float),
    epsilon: attr.float(BATCH_NORM.epsilon),
    data_format: attr.text('NHWC'),
    is_training: attr.bool(training),
  };
  const statistics = training ? [graph.empty(), graph.empty()] : [mean!.value, variance!.value];
  const attributes = { ...shared, exponential_avg_factor: attr.float(1) };
  const output = graph.float('FusedBatchNormV3', [x!.name, gamma!.value, beta!.value, ...statistics], attributes);
  if (training) {
    moveAverage(context, 'mean', `${output}:1`);
    moveAverage(context, 'variance', `${output}:2`);
  }
  return {
    output,
    backward(gradient) {
      const reserves = [3, 4, 5].map((i) => `${output}:${i}`);
      const gradients = graph.float('FusedBatchNormGradV3', [gradient, x!.name, gamma!.value, ...reserves], shared);
      return { inputs: [gradients], weights: { gamma: `${gradients}:1`, beta: `${gradients}:2` } };
    },
  };
};

/** moving -= (moving - batch) * (1 - momentum) */
function moveAverage({ graph, variable, update }: LayerContext, name: string, batchValue: string): void {
  const { handle, value } = variable(name);
  const distance = graph.float('Sub', [value, batchValue]);
  const change = graph.float('Mul', [distance, graph.scalar(1 - BATCH_NORM.momentum)]);
  update(graph.op('AssignSubVariableOp', [handle, change], { dtype: attr.type(DataType.float) }));
}

export const flatten: LayerWriter<'flatten'> = (_layer, context) => {
  const { graph, inputs, output } = context;
  return {
    output: graph.reshape(inputs[0]!.name, batched(context, output)),
    backward: (gradient) => ({ inputs: [graph.reshape(gradient, batched(context, inputs[0]!.shape))] }),
  };
};

export const zero: LayerWriter<'zero'> = (_layer, { graph, inputs }) => ({
  output: graph.float('ZerosLike', [inputs[0]!.name]),
  backward: () => ({ inputs: [undefined] }),
});
