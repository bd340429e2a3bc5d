import type { LayerOf } from '../../../../network/definition.ts';
import { product } from '../../products.ts';
import type { LayerContext, WrittenLayer } from '../../writer.ts';
import { writeBackward } from './backward.ts';
import type { Cell } from './cell.ts';
import { sequenceOf, swapped } from './sequence.ts';

/**
 * Writes a cell over a sequence as a loop. On a CPU it takes as long as BlockLSTMV2 with 64 units and two thirds of that
 * with 128, and a tenth more than the same steps written out, whose graph takes 0.4 s longer to start.
 */
export const recurrent =
  (cell: Cell) =>
  (layer: LayerOf<'lstm' | 'gru'>, context: LayerContext): WrittenLayer => {
    const { graph, training } = context;
    const sequence = sequenceOf(cell, layer, context);
    const { loop, at, unlessMasked } = sequence.loop('reading');
    const carried = Array.from({ length: cell.states }, () => loop.carry(sequence.zeros));
    const before = carried.map(({ value }) => value);
    const own = product(graph, before[0]!, loop.constant(sequence.recurrentKernel));
    const shares = {
      input: loop.row(sequence.shares, at),
      recurrent: sequence.bias.toRecurrent(own, (row) => loop.constant(row)),
    };
    const { state, saved } = cell.step(graph, loop, shares, before);
    const after = unlessMasked(state, before);
    for (const [i, { next }] of carried.entries()) next(after[i]!);
    const kept = training ? [...saved, ...before] : [];
    const stacked = loop.stack(layer.sequence ? [...kept, after[0]!] : kept, at);
    return {
      output: layer.sequence ? swapped(graph, stacked.at(-1)!) : carried[0]!.final,
      backward: (gradient, [wanted]) =>
        writeBackward(cell, layer, sequence, stacked.slice(0, kept.length), gradient, wanted!),
    };
  };
