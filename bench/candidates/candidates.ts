import { randomStream } from '../../lib/math/random.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import type { Network } from '../../lib/network/network.ts';

/** A small convolutional network for digits, as a person who tunes by hand would vary it. */
export interface Candidate {
  /** Of the first block; each later block has twice as many. */
  readonly filters: number;
  readonly kernel: number;
  readonly blocks: number;
  readonly separable: boolean;
}

/** The first of them are the same for everybody. */
export function candidates(count: number): readonly Candidate[] {
  const random = randomStream(1, 'candidates');
  return Array.from({ length: count }, () => ({
    filters: random.pick([8, 12, 16]),
    kernel: random.pick([3, 5]),
    blocks: random.pick([1, 2, 3]),
    separable: random.pick([false, true]),
  }));
}

/** Stem of stride 2; blocks of convolution (separable: depthwise, then 1x1), batch norm and ReLU, from the second on with stride 2. */
export function networkOf({ filters, kernel, blocks, separable }: Candidate): Network {
  const net = networkBuilder([28, 28, 1]);
  const activated = (id: string, at: string) =>
    net.add(`${id}/relu`, { op: 'activation', fn: 'relu' }, net.add(`${id}/norm`, { op: 'batchNorm' }, at));
  const conv = (size: number, width: number, stride: number) =>
    ({ op: 'conv2d', filters: width, kernel: size, stride, bias: false }) as const;
  let at = activated('stem', net.add('stem', conv(3, filters, 2), 'input'));
  for (let block = 0; block < blocks; block++) {
    const [id, width, stride] = [`block${block}`, filters * 2 ** block, block === 0 ? 1 : 2];
    if (separable) at = net.add(`${id}/depthwise`, { op: 'depthwiseConv2d', kernel, stride, bias: false }, at);
    at = activated(id, net.add(id, separable ? conv(1, width, 1) : conv(kernel, width, stride), at));
  }
  return net.finish(
    net.add('dense', { op: 'dense', units: 10, bias: true }, net.add('pool', { op: 'globalAvgPool' }, at)),
  );
}
