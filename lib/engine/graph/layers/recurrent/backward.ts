import type { LayerOf } from '../../../../network/definition.ts';
import { product } from '../../products.ts';
import type { Gradients } from '../../writer.ts';
import type { Cell } from './cell.ts';
import { type Sequence, swapped } from './sequence.ts';

/**
 * Writes the loop backwards; the products that give the weights' gradients wait for it, and are one each.
 * @param kept of all steps: what the cell saved, and last the state before
 */
export function writeBackward(
  cell: Cell,
  layer: LayerOf<'lstm' | 'gru'>,
  sequence: Sequence,
  kept: readonly string[],
  gradient: string,
  wanted: boolean,
): Gradients {
  const { graph, batch, length, channels, units, width, kernel, recurrentKernel, bias, x, mask, zeros } = sequence;
  const previous = kept.slice(-cell.states);
  const back = cell.backward(graph, kept.slice(0, -cell.states), previous, (tensor) =>
    graph.float('Mul', [tensor, mask]),
  );

  const { loop, at, unlessMasked } = sequence.loop('against');
  const carried = Array.from({ length: cell.states }, (_, i) =>
    loop.carry(i === 0 && !layer.sequence ? gradient : zeros),
  );
  const after = carried.map(({ value }) => value);
  if (layer.sequence) after[0] = graph.float('AddV2', [after[0]!, loop.row(swapped(graph, gradient), at)]);
  const factors = back.factors.map((factor) => loop.row(factor, at));
  const step = back.step(loop, factors, after, (own) => product(graph, own, loop.constant(recurrentKernel), 'second'));
  const before = unlessMasked(step.gradients, after);
  for (const [i, { next }] of carried.entries()) next(before[i]!);

  const shares = back.shares(loop.stack([step.saved], at)[0]!);
  const [input, recurrent] = [shares.input, shares.recurrent].map((tensor) => graph.reshape(tensor, [-1, width]));
  const dx = wanted ? graph.reshape(product(graph, input!, kernel, 'second'), [length, batch, channels]) : undefined;
  return {
    inputs: [dx && swapped(graph, dx), undefined],
    weights: {
      kernel: product(graph, x, input!, 'first'),
      recurrentKernel: product(graph, graph.reshape(previous[0]!, [-1, units]), recurrent!, 'first'),
      bias: bias.gradient({ input: input!, recurrent: recurrent! }),
    },
  };
}
