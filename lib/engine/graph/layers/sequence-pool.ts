import { MASKED } from '../../../network/network.ts';
import type { GraphBuilder } from '../builder.ts';
import { batchProduct } from '../products.ts';
import { attr, DataType } from '../proto.ts';
import { batched, type LayerContext, type LayerWriter } from '../writer.ts';

/** A mask of any shape as what is added to scores: 0 at tokens, far below all others at padding. */
export const maskToScores = (graph: GraphBuilder, mask: string): string =>
  graph.float('Mul', [graph.float('Sub', [mask, graph.scalar(1)]), graph.scalar(MASKED)]);

export const sequencePool: LayerWriter<'sequencePool'> = ({ mode }, context) =>
  mode === 'mean' ? mean(context) : max(context);

/** A product with the share that each token has; zero where there are no tokens. */
const mean = (context: LayerContext) => {
  const { graph, batch, inputs, output } = context;
  const [x, mask] = inputs;
  const row = graph.reshape(mask!.name, [batch, 1, mask!.shape[0]!]);
  const count = graph.float('Maximum', [graph.reduce('Sum', row, [2], true), graph.scalar(1)]);
  const shares = graph.float('RealDiv', [row, count]);
  return {
    output: graph.reshape(batchProduct(graph, shares, x!.name), batched(context, output)),
    backward: (gradient: string) => ({
      inputs: [batchProduct(graph, shares, graph.reshape(gradient, [batch, 1, ...output]), 'first'), undefined],
    }),
  };
};

/**
 * Zero where there are no tokens. The gradient goes to the largest numbers, in equal parts where several are (as
 * TensorFlow's reduce_max).
 */
const max = (context: LayerContext) => {
  const { graph, batch, inputs, output } = context;
  const [x, mask] = inputs;
  const column = graph.reshape(mask!.name, [batch, mask!.shape[0]!, 1]);
  const scores = graph.float('AddV2', [x!.name, maskToScores(graph, column)]);
  const largest = graph.reduce('Max', scores, [1], true);
  const any = graph.reduce('Max', column, [1], true);
  return {
    output: graph.reshape(graph.float('Mul', [largest, any]), batched(context, output)),
    backward(gradient: string) {
      const equal = graph.float('Equal', [scores, largest], { incompatible_shape_error: attr.bool(true) });
      const chosen = graph.cast(equal, DataType.bool, DataType.float);
      const arriving = graph.float('Mul', [graph.reshape(gradient, [batch, 1, ...output]), any]);
      const share = graph.float('RealDiv', [arriving, graph.reduce('Sum', chosen, [1], true)]);
      return { inputs: [graph.float('Mul', [chosen, share]), undefined] };
    },
  };
};
