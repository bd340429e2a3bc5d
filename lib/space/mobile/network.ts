import { networkBuilder } from '../../network/builder.ts';
import type { Layer, Network } from '../../network/network.ts';
import { addConvNorm, type ConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { addInvertedResidual } from '../blocks/inverted-residual.ts';
import { scaledChannels } from '../options.ts';
import type { Problem } from '../space.ts';
import type { Stage } from './choices.ts';

export interface Skeleton {
  readonly stem: { readonly channels: number; readonly stride: number };
  /** Stride of each stage's first block. */
  readonly strides: readonly number[];
  /** Channels of the convolution 1x1 before the pooling. */
  readonly head: number;
  /** How much larger every network is than its architecture says. */
  readonly scale: { readonly depth: number; readonly width: number; readonly resolution: number };
}

/** Inverted residual blocks between a stem and a head, as in MobileNetV3 (arXiv:1905.02244, table 1). */
export function mobileNetwork(
  architecture: { readonly resolution: number; readonly stages: readonly Stage[] },
  skeleton: Skeleton,
  problem: Problem,
): Network {
  const { stem, stages, head, resolution } = scaled(architecture, skeleton);
  const { strides } = skeleton;
  const net = networkBuilder(problem.input);
  const image: Layer = { op: 'resize', factor: resolution, method: 'bilinear' };
  const input = resolution === 1 ? 'input' : net.add('resolution', image, 'input');
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const begin: ConvNorm = { filters: stem.channels, kernel: 3, stride: stem.stride, fn: first.activation };
  let at = addConvNorm(net, 'stem', begin, input);
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

/**
 * Compound scaling (Tan and Le 2019, arXiv:1905.11946, section 3.3): every stage has more blocks, the further ones like its
 * last, every layer more channels, and the images more pixels.
 */
function scaled(
  { resolution, stages }: { readonly resolution: number; readonly stages: readonly Stage[] },
  { stem, head, scale }: Skeleton,
) {
  const wide = (channels: number) => (scale.width === 1 ? channels : scaledChannels(channels, [scale.width])[0]!);
  return {
    resolution: resolution * scale.resolution,
    stem: { ...stem, channels: wide(stem.channels) },
    head: wide(head),
    stages: stages.map(
      ({ channels, activation, blocks }): Stage => ({
        activation,
        channels: wide(channels),
        blocks: Array.from(
          { length: Math.ceil(blocks.length * scale.depth) },
          (_, i) => blocks[Math.min(i, blocks.length - 1)]!,
        ),
      }),
    ),
  };
}
