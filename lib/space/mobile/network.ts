import { networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { addConvNorm, type ConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { addInvertedResidual } from '../blocks/inverted-residual.ts';
import type { Problem } from '../space.ts';
import type { Stage } from './choices.ts';

export interface Skeleton {
  readonly stem: { readonly channels: number; readonly stride: number };
  /** Stride of each stage's first block. */
  readonly strides: readonly number[];
  /** Channels of the convolution 1x1 before the pooling. */
  readonly head: number;
}

/** Inverted residual blocks between a stem and a head, as in MobileNetV3 (arXiv:1905.02244, table 1). */
export function mobileNetwork(stages: readonly Stage[], { stem, strides, head }: Skeleton, problem: Problem): Network {
  const net = networkBuilder(problem.input);
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const begin: ConvNorm = { filters: stem.channels, kernel: 3, stride: stem.stride, fn: first.activation };
  let at = addConvNorm(net, 'stem', begin, 'input');
  const count = stages.reduce((sum, { blocks }) => sum + blocks.length, 0);
  let written = 0;
  for (const [s, { channels, activation, blocks }] of stages.entries()) {
    for (const [b, block] of blocks.entries()) {
      const stride = b === 0 ? strides[s]! : 1;
      const place = { channels, activation, stride, depth: ++written / count };
      at = addInvertedResidual(net, `stage${s}/block${b}`, block, place, at);
    }
  }
  at = addConvNorm(net, 'head', { filters: head, kernel: 1, stride: 1, fn: last.activation }, at.id);
  return net.finish(addHead(net, problem, at.id));
}
