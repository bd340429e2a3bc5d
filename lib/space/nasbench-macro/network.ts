import { networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { type At, addConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { addInvertedResidual } from '../blocks/inverted-residual.ts';
import type { Problem } from '../space.ts';

/** What a layer may be, in the order of the benchmark's digits. */
export const OPERATIONS = ['identity', 'mb3_k3', 'mb6_k5'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** Layers of each stage; the first one halves height and width and doubles the channels. */
export const STAGES = [2, 3, 3];

const BLOCKS: Readonly<
  Record<Exclude<Operation, 'identity'>, { readonly kernel: number; readonly expansion: number }>
> = { mb3_k3: { kernel: 3, expansion: 3 }, mb6_k5: { kernel: 5, expansion: 6 } };

export interface MacroSkeleton {
  /** Of the first convolution. */
  readonly channels: number;
  /** Channels of the convolution 1x1 before the pooling. */
  readonly head: number;
}

/** The networks of NAS-Bench-Macro (arXiv:2103.11922, figure 5 and its code). */
export function macroNetwork(layers: readonly Operation[], skeleton: MacroSkeleton, problem: Problem): Network {
  const net = networkBuilder(problem.input);
  const activation = 'relu';
  let at = addConvNorm(net, 'stem', { filters: skeleton.channels, kernel: 3, stride: 1, fn: activation }, 'input');
  let written = 0;
  for (const [stage, count] of STAGES.entries()) {
    const channels = skeleton.channels * 2 ** (stage + 1);
    for (let i = 0; i < count; i++) {
      const operation = layers[written++]!;
      const id = `stage${stage}/layer${i}`;
      const stride = i === 0 ? 2 : 1;
      const place = { channels, activation, stride, depth: written / layers.length } as const;
      at =
        operation === 'identity'
          ? passed(id, at, place)
          : addInvertedResidual(net, id, { ...BLOCKS[operation], squeezeExcite: false }, place, at);
    }
  }
  at = addConvNorm(net, 'head', { filters: skeleton.head, kernel: 1, stride: 1, fn: activation }, at.id);
  return net.finish(addHead(net, problem, at.id));

  /** Nothing, or a convolution 1x1 where the shape changes. */
  function passed(id: string, from: At, { channels, stride }: { readonly channels: number; readonly stride: number }) {
    if (stride === 1) return from;
    return addConvNorm(net, id, { filters: channels, kernel: 1, stride }, from.id);
  }
}
