import { networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { addConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { addCell, type State } from '../nasnet/build.ts';
import type { Cell, Edge, Operation } from '../nasnet/cell.ts';
import type { Problem } from '../space.ts';

const edge = (operation: Operation, from: number): Edge => ({ operation, from });
const [BEFORE, LAST] = [0, 1];

/** The cells of figure 4 of arXiv:1707.07012, and which states are their outputs. */
const NORMAL: { readonly cell: Cell; readonly output: readonly number[] } = {
  cell: [
    [edge('sep_conv_5x5', LAST), edge('sep_conv_3x3', BEFORE)],
    [edge('sep_conv_5x5', BEFORE), edge('sep_conv_3x3', BEFORE)],
    [edge('avg_pool_3x3', LAST), edge('skip_connect', BEFORE)],
    [edge('avg_pool_3x3', BEFORE), edge('avg_pool_3x3', BEFORE)],
    [edge('sep_conv_3x3', LAST), edge('skip_connect', LAST)],
  ],
  output: [BEFORE, 2, 3, 4, 5, 6],
};
const REDUCTION: typeof NORMAL = {
  cell: [
    [edge('sep_conv_5x5', LAST), edge('sep_conv_7x7', BEFORE)],
    [edge('max_pool_3x3', LAST), edge('sep_conv_7x7', BEFORE)],
    [edge('avg_pool_3x3', LAST), edge('sep_conv_5x5', BEFORE)],
    [edge('skip_connect', 3), edge('avg_pool_3x3', 2)],
    [edge('sep_conv_3x3', 2), edge('max_pool_3x3', LAST)],
  ],
  output: [3, 4, 5, 6],
};

/** Channels of a node in the three stages, normal cells in each: NASNet-A (4 @ 1056). */
const [CHANNELS, CELLS, STAGES] = [44, 4, 3];

/** NASNet-A mobile (arXiv:1707.07012), without its auxiliary classifier. */
export function nasNetAMobile(problem: Problem): Network {
  const net = networkBuilder(problem.input);
  const stem = addConvNorm(net, 'stem', { filters: 32, kernel: 3, stride: 2 }, 'input');
  const count = STAGES * CELLS + STAGES + 1;
  let states: readonly [State | undefined, State] = [undefined, { ...stem, halvings: 0 }];
  let written = 0;
  const stack = (id: string, { cell, output }: typeof NORMAL, channels: number) => {
    const shape = { channels, reduction: cell === REDUCTION.cell, output, depth: ++written / count };
    states = [states[1], addCell(net, id, cell, shape, states)];
  };
  stack('stem/reduction0', REDUCTION, CHANNELS / 4);
  stack('stem/reduction1', REDUCTION, CHANNELS / 2);
  for (let stage = 0; stage < STAGES; stage++) {
    const channels = CHANNELS * 2 ** stage;
    if (stage > 0) stack(`reduction${stage}`, REDUCTION, channels);
    for (let i = 0; i < CELLS; i++) stack(`stage${stage}/cell${i}`, NORMAL, channels);
  }
  return net.finish(addHead(net, problem, net.add('head/relu', { op: 'activation', fn: 'relu' }, states[1].id)));
}
