import { networkBuilder } from '../../network/builder.ts';
import type { ActivationName, Network } from '../../network/network.ts';
import { addBasicResidual } from '../blocks/basic-residual.ts';
import { addBottleneckResidual } from '../blocks/bottleneck-residual.ts';
import { addConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import type { Problem } from '../space.ts';
import type { BlockType, Stage } from './choices.ts';

export interface ResidualSkeleton {
  readonly stem: {
    readonly channels: number;
    readonly kernel: number;
    readonly stride: number;
    /** Whether a max pooling of stride 2 follows, as in networks for ImageNet. */
    readonly pool: boolean;
  };
  /** Stride of each stage's first block. */
  readonly strides: readonly number[];
  readonly activation: ActivationName;
}

const ADD: Readonly<Record<BlockType, typeof addBasicResidual>> = {
  basic: addBasicResidual,
  bottleneck: addBottleneckResidual,
};

/** Stages of residual blocks between a convolution and a dense layer: ResNet (arXiv:1512.03385, table 1). */
export function residualNetwork(
  stages: readonly Stage[],
  { stem, strides, activation }: ResidualSkeleton,
  problem: Problem,
): Network {
  const net = networkBuilder(problem.input);
  const { channels: filters, kernel, stride, pool } = stem;
  let at = addConvNorm(net, 'stem', { filters, kernel, stride, fn: activation }, 'input');
  if (pool) at = { ...at, id: net.add('stem/pool', { op: 'maxPool', kernel: 3, stride: 2 }, at.id) };
  const count = stages.reduce((sum, { depth }) => sum + depth, 0);
  let written = 0;
  for (const [s, { block, kernel: taps, channels, depth }] of stages.entries()) {
    for (let b = 0; b < depth; b++) {
      const place = { channels, activation, stride: b === 0 ? strides[s]! : 1, depth: ++written / count };
      at = ADD[block](net, `stage${s}/block${b}`, { kernel: taps }, place, at);
    }
  }
  return net.finish(addHead(net, problem, at.id));
}
