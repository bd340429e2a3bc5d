import { networkBuilder } from '../../network/builder.ts';
import type { ActivationName, Network } from '../../network/network.ts';
import { addConvNorm } from '../blocks/conv-norm.ts';
import { addHead } from '../blocks/head.ts';
import { addInvertedResidual } from '../blocks/inverted-residual.ts';
import type { SqueezeExcite } from '../blocks/squeeze-excite.ts';
import type { Problem } from '../space.ts';

/** One inverted residual block as papers list them. */
export interface Row {
  readonly kernel: number;
  /** Channels inside, from those that come in. */
  readonly wide: (channels: number) => number;
  readonly channels: number;
  readonly stride: number;
  readonly activation: ActivationName;
  readonly gate?: (channels: { readonly from: number; readonly wide: number }) => SqueezeExcite;
}

export interface InvertedNetwork {
  readonly stem: { readonly channels: number; readonly activation: ActivationName };
  readonly rows: readonly Row[];
  /** Convolution 1x1 before the pooling. */
  readonly last: { readonly channels: number; readonly activation: ActivationName };
  /** Units of a dense layer between the pooling and the classes. */
  readonly wide?: number;
}

/** A convolution of stride 2, inverted residual blocks, a convolution 1x1, a pooling and the classes. */
export function invertedNetwork({ stem, rows, last, wide }: InvertedNetwork, problem: Problem): Network {
  const net = networkBuilder(problem.input);
  let at = addConvNorm(net, 'stem', { filters: stem.channels, kernel: 3, stride: 2, fn: stem.activation }, 'input');
  for (const [i, { kernel, wide: widthOf, channels, stride, activation, gate }] of rows.entries()) {
    const inside = widthOf(at.channels);
    const squeezeExcite = gate?.({ from: at.channels, wide: inside }) ?? false;
    const block = { kernel, expansion: inside / at.channels, squeezeExcite };
    at = addInvertedResidual(
      net,
      `block${i}`,
      block,
      { channels, activation, stride, depth: (i + 1) / rows.length },
      at,
    );
  }
  at = addConvNorm(net, 'last', { filters: last.channels, kernel: 1, stride: 1, fn: last.activation }, at.id);
  if (wide === undefined) return net.finish(addHead(net, problem, at.id));
  // As MobileNetV3 has it: the dense layer is a convolution 1x1 on the pooled image.
  const pooled = net.add('wide/pool', { op: 'globalAvgPool' }, at.id);
  const dense = net.add('wide/dense', { op: 'dense', units: wide, bias: true }, pooled);
  const active = net.add('wide/act', { op: 'activation', fn: last.activation }, dense);
  const image = net.add('wide/image', { op: 'reshape', shape: [1, 1, wide] }, active);
  return net.finish(addHead(net, problem, image));
}

/** The nearest multiple of 8, but never a tenth or more below (MobileNet's `make_divisible`). */
export function rounded(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}
