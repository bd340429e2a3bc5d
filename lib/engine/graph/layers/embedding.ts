import { attr, DataType } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';

const Tindices = { Tindices: attr.type(DataType.int32) };

/** The gradient is a whole table: each row the sum over the places that read it, in their order. */
export const embedding: LayerWriter<'embedding'> = ({ vocabulary }, { graph, inputs, variable }) => {
  const ids = graph.cast(inputs[0]!.name, DataType.float, DataType.int32);
  const output = graph.op('GatherV2', [variable('embeddings').value, ids, graph.int(0)], {
    ...Tindices,
    Tparams: attr.type(DataType.float),
    Taxis: attr.type(DataType.int32),
    batch_dims: attr.int(0),
  });
  return {
    output,
    backward(gradient) {
      const embeddings = graph.float('UnsortedSegmentSum', [gradient, ids, graph.int(vocabulary)], {
        ...Tindices,
        Tnumsegments: attr.type(DataType.int32),
      });
      return { inputs: [undefined], weights: { embeddings } };
    },
  };
};

export const positions: LayerWriter<'positions'> = (_layer, { graph, inputs, variable }) => ({
  output: graph.float('AddV2', [inputs[0]!.name, variable('positions').value]),
  backward: (gradient) => ({
    inputs: [gradient],
    weights: { positions: graph.reduce('Sum', gradient, [0]) },
  }),
});

/** Tokens are whole numbers from 0, and 0 is padding. */
export const mask: LayerWriter<'mask'> = (_layer, { graph, inputs }) => ({
  output: graph.float('Minimum', [inputs[0]!.name, graph.scalar(1)]),
  backward: () => ({ inputs: [undefined] }),
});
