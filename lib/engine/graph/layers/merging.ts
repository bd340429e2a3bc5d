import { attr, DataType } from '../proto.ts';
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

export const concat: LayerWriter<'concat'> = (_layer, context) => {
  const { graph, inputs } = context;
  const axis = inputs[0]!.shape.length;
  const Tidx = { Tidx: attr.type(DataType.int32) };
  return {
    output: graph.float('ConcatV2', [...inputs.map(({ name }) => name), graph.int(axis)], {
      ...Tidx,
      N: attr.int(inputs.length),
    }),
    backward(gradient) {
      let offset = 0;
      const pieces = inputs.map(({ shape }) => {
        const begin = graph.ints([...shape.map(() => 0), offset]);
        offset += shape.at(-1)!;
        return graph.float('Slice', [gradient, begin, graph.ints(batched(context, shape))], {
          Index: attr.type(DataType.int32),
        });
      });
      return { inputs: pieces };
    },
  };
};
