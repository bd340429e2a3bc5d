import type { LayerOf } from '../../../../network/definition.ts';
import type { GraphBuilder } from '../../builder.ts';
import { Loop } from '../../loop.ts';
import { product } from '../../products.ts';
import { DataType } from '../../proto.ts';
import { sliceOf, transposed } from '../../regions.ts';
import type { LayerContext } from '../../writer.ts';
import { Bias } from './bias.ts';
import type { Cell } from './cell.ts';

/** A sequence in time order, `[length, batch, ...]`, as a cell's loops read it. */
export interface Sequence {
  readonly graph: GraphBuilder;
  readonly batch: number;
  readonly length: number;
  readonly channels: number;
  readonly units: number;
  /** The cell's gates, side by side. */
  readonly width: number;
  readonly kernel: string;
  readonly recurrentKernel: string;
  readonly bias: Bias;
  /** The inputs, `[length x batch, channels]`. */
  readonly x: string;
  /** Their shares of the gates, `[length, batch, width]`. */
  readonly shares: string;
  /** 1 where there are tokens, `[length, batch, 1]`. */
  readonly mask: string;
  /** A state of nothing, `[batch, units]`. */
  readonly zeros: string;
  /** A loop over the steps in the order that the layer reads them, or against it. */
  loop(order: 'reading' | 'against'): SequenceLoop;
}

export interface SequenceLoop {
  readonly loop: Loop;
  /** Inside: the position of the step. */
  readonly at: string;
  /** Inside: the first tensors, or the second where the position is masked. */
  unlessMasked(tensors: readonly string[], masked: readonly string[]): readonly string[];
}

/** The batch in time order; or time order by batch. */
export const swapped = (graph: GraphBuilder, tensor: string): string => transposed(graph, tensor, [1, 0, 2]);

/** Writes what comes before the loop: the products with the inputs, which wait for nothing, are one. */
export function sequenceOf(cell: Cell, layer: LayerOf<'lstm' | 'gru'>, context: LayerContext): Sequence {
  const { units, reverse = false } = layer;
  const { graph, batch, inputs, variable } = context;
  const [length, channels] = inputs[0]!.shape as readonly [number, number];
  const width = cell.gates * units;
  const kernel = variable('kernel').value;
  const bias = new Bias(graph, variable('bias').value, width, cell.recurrentBias);
  const x = graph.reshape(swapped(graph, inputs[0]!.name), [-1, channels]);
  const shares = graph.reshape(bias.toInput(product(graph, x, kernel)), [length, batch, width]);
  const first = graph.reshape(sliceOf(graph, shares, [0, 0, 0], [1, -1, units]), [batch, units]);
  const mask = graph.reshape(transposed(graph, inputs[1]!.name, [1, 0]), [length, batch, 1]);
  const tokens = graph.cast(graph.reshape(mask, [length, batch]), DataType.float, DataType.bool);
  return {
    ...{ graph, batch, length, channels, units, width, kernel, bias, x, shares, mask },
    recurrentKernel: variable('recurrentKernel').value,
    zeros: graph.float('ZerosLike', [first]),
    loop(order) {
      const loop = new Loop(graph, length);
      const at = reverse === (order === 'reading') ? loop.fromEnd() : loop.step;
      const token = loop.row(tokens, at, DataType.bool);
      const unlessMasked = (tensors: readonly string[], masked: readonly string[]) =>
        tensors.map((tensor, i) => graph.float('Select', [token, tensor, masked[i]!]));
      return { loop, at, unlessMasked };
    },
  };
}
