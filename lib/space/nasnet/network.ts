import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { addAuxiliary } from '../blocks/auxiliary.ts';
import { addConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { outputsOf } from '../problem.ts';
import type { Problem } from '../space.ts';
import { addCell, type State } from './build.ts';
import { type Cell, INPUTS } from './cell.ts';

export interface Skeleton {
  /** Of every node in the first stage; each reduction doubles them. */
  readonly channels: number;
  /** Normal cells in each of the three stages. */
  readonly cells: number;
  readonly stemStride: number;
  /** Whether training gets an auxiliary classifier at two thirds of the depth. */
  readonly auxiliary: boolean;
}

/** Filters of the stem by those of a node: DARTS' `stem_multiplier`. */
const STEM = 3;
const STAGES = 3;

/**
 * Cells between a convolution and a dense layer, as DARTS stacks them (arXiv:1806.09055, section 3.1 and its code): normal
 * cells in three stages, with a reduction cell before the second and the third. A cell's output is all its nodes.
 */
export function nasnetNetwork(
  { normal, reduction }: { readonly normal: Cell; readonly reduction: Cell },
  { channels, cells, stemStride, auxiliary }: Skeleton,
  problem: Problem,
): Network {
  const net = networkBuilder(problem.input);
  const stem = addConvNorm(net, 'stem', { filters: STEM * channels, kernel: 3, stride: stemStride }, 'input');
  const count = STAGES * cells + STAGES - 1;
  let states: readonly [State, State] = [
    { ...stem, halvings: 0 },
    { ...stem, halvings: 0 },
  ];
  let twoThirds = stem.id;
  let written = 0;
  const stack = (id: string, cell: Cell, stage: number, isReduction: boolean) => {
    const shape = {
      channels: channels * 2 ** stage,
      reduction: isReduction,
      output: cell.map((_, i) => INPUTS + i),
      depth: ++written / count,
    };
    states = [states[1], addCell(net, id, cell, shape, states)];
  };
  for (let stage = 0; stage < STAGES; stage++) {
    if (stage > 0) stack(`reduction${stage}`, reduction, stage, true);
    if (stage === STAGES - 1) twoThirds = states[1].id;
    for (let i = 0; i < cells; i++) stack(`stage${stage}/cell${i}`, normal, stage, false);
  }
  return finish(net, states[1].id, problem, auxiliary ? { from: twoThirds, channels: channels * 2 ** 2 } : undefined);
}

function finish(
  net: NetworkBuilder,
  last: string,
  problem: Problem,
  auxiliary: { readonly from: string; readonly channels: number } | undefined,
): Network {
  const logits = addHead(net, problem, net.add('head/relu', { op: 'activation', fn: 'relu' }, last));
  if (!auxiliary) return net.finish(logits);
  const { from, channels } = auxiliary;
  return net.finish(logits, { auxiliary: addAuxiliary(net, { channels, outputs: outputsOf(problem) }, from) });
}
