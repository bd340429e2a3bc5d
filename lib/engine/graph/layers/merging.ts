import { attr, DataType } from '../proto.ts';
import { sliceOf } from '../regions.ts';
import { batched, type LayerWriter } from '../writer.ts';

export const add: LayerWriter<'add'> = (_layer, { graph, inputs }) => ({
  output: graph.float(
    'AddN',
    inputs.map(({ name }) => name),
    { N: attr.int(inputs.length) },
  ),
  backward: (gradient) => ({ inputs: inputs.map(() => gradient) }),
});

/** The gate's gradient sums over height and width. */
export const scale: LayerWriter<'scale'> = (_layer, { graph, inputs, batch }) => {
  const [tensor, gate] = inputs;
  const spread = graph.reshape(gate!.name, [batch, 1, 1, gate!.shape[0]!]);
  return {
    output: graph.float('Mul', [tensor!.name, spread]),
    backward: (gradient) => ({
      inputs: [
        graph.float('Mul', [gradient, spread]),
        graph.reduce('Sum', graph.float('Mul', [gradient, tensor!.name]), [1, 2]),
      ],
    }),
  };
};

export const multiply: LayerWriter<'multiply'> = (_layer, { graph, inputs }) => {
  const [a, b] = inputs;
  const times = (tensor: string, other: string) => graph.float('Mul', [tensor, other]);
  return {
    output: times(a!.name, b!.name),
    backward: (gradient, [first, second]) => ({
      inputs: [first ? times(gradient, b!.name) : undefined, second ? times(gradient, a!.name) : undefined],
    }),
  };
};

export const concat: LayerWriter<'concat'> = ({ axis }, context) => {
  const { graph, inputs, output } = context;
  const along = axis ?? output.length - 1;
  return {
    output: graph.float('ConcatV2', [...inputs.map(({ name }) => name), graph.int(along + 1)], {
      Tidx: attr.type(DataType.int32),
      N: attr.int(inputs.length),
    }),
    backward(gradient) {
      let offset = 0;
      const pieces = inputs.map(({ shape }) => {
        const begin = [0, ...shape.map(() => 0)].with(along + 1, offset);
        offset += shape[along]!;
        return sliceOf(graph, gradient, begin, batched(context, shape));
      });
      return { inputs: pieces };
    },
  };
};
