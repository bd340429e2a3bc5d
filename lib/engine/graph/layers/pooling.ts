import { attr, DataType } from '../proto.ts';
import { batched, type LayerWriter } from '../writer.ts';
import { windowAttributes } from './convolution.ts';

export const maxPool: LayerWriter<'maxPool'> = ({ kernel, stride }, { graph, inputs }) => {
  const [x] = inputs;
  const attributes = {
    ...windowAttributes(stride),
    ksize: attr.ints([1, kernel, kernel, 1]),
    explicit_paddings: attr.ints([]),
  };
  const output = graph.float('MaxPool', [x!.name], attributes);
  return {
    output,
    backward: (gradient) => ({ inputs: [graph.float('MaxPoolGrad', [x!.name, output, gradient], attributes)] }),
  };
};

export const avgPool: LayerWriter<'avgPool'> = ({ kernel, stride }, context) => {
  const { graph, inputs } = context;
  const [x] = inputs;
  const attributes = { ...windowAttributes(stride), ksize: attr.ints([1, kernel, kernel, 1]) };
  return {
    output: graph.float('AvgPool', [x!.name], attributes),
    backward: (gradient) => ({
      inputs: [graph.float('AvgPoolGrad', [graph.ints(batched(context, x!.shape)), gradient], attributes)],
    }),
  };
};

export const globalAvgPool: LayerWriter<'globalAvgPool'> = (_layer, context) => {
  const { graph, inputs, batch } = context;
  const [x] = inputs;
  const [height, width, channels] = x!.shape as readonly [number, number, number];
  return {
    output: graph.reduce('Mean', x!.name, [1, 2]),
    backward(gradient) {
      const share = graph.float('Mul', [gradient, graph.scalar(1 / (height * width))]);
      const shape = graph.ints(batched(context, x!.shape));
      return {
        inputs: [
          graph.float('BroadcastTo', [graph.reshape(share, [batch, 1, 1, channels]), shape], {
            Tidx: attr.type(DataType.int32),
          }),
        ],
      };
    },
  };
};

/** The gradient goes to the largest pixels, in equal parts where several are (as TensorFlow's reduce_max). */
export const globalMaxPool: LayerWriter<'globalMaxPool'> = (_layer, context) => {
  const { graph, inputs, batch, output } = context;
  const [x] = inputs;
  const largest = graph.reduce('Max', x!.name, [1, 2], true);
  return {
    output: graph.reshape(largest, batched(context, output)),
    backward(gradient) {
      const equal = graph.float('Equal', [x!.name, largest], { incompatible_shape_error: attr.bool(true) });
      const mask = graph.cast(equal, DataType.bool, DataType.float);
      const spread = graph.reshape(gradient, [batch, 1, 1, ...output]);
      const share = graph.float('RealDiv', [spread, graph.reduce('Sum', mask, [1, 2], true)]);
      return { inputs: [graph.float('Mul', [mask, share])] };
    },
  };
};
