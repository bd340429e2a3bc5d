import { networkBuilder } from '../../../lib/network/builder.ts';
import type { ActivationName, Layer, Network } from '../../../lib/network/network.ts';
import { CLASSES, type NetworkCase } from './layer-cases/between.ts';

const activation = (fn: ActivationName): Layer => ({ op: 'activation', fn });

/**
 * A small network without kinks of what newer image networks are made of: separable dilated convolutions, groups that are
 * shuffled, layer norm with GELU and dense layers, gates, a step down and up again.
 */
export const modern: NetworkCase = { name: 'a network of newer layers', network: modernNetwork() };

function modernNetwork(): Network {
  const net = networkBuilder([16, 16, 1]);
  const stem = net.add('stem', { op: 'conv2d', filters: 8, kernel: [3, 5], stride: 2, bias: true }, 'input');
  const next = inverted(stem);
  const shuffled = grouped(next);
  const down = separable(shuffled);
  const up = net.add('up', { op: 'transposedConv2d', filters: 8, kernel: 3, stride: 2, bias: true }, down);
  const enlarged = net.add('enlarged', { op: 'resize', factor: 2, method: 'bilinear' }, down);
  const joined = net.add('joined', { op: 'add' }, up, enlarged, next);
  const pooled = net.add('pool', { op: 'globalAvgPool' }, gated(joined));
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, pooled));

  /** ConvNeXt, arXiv:2201.03545. */
  function inverted(from: string): string {
    const deep = net.add('inverted/deep', { op: 'depthwiseConv2d', kernel: 5, stride: 1, bias: true }, from);
    const norm = net.add('inverted/norm', { op: 'layerNorm' }, deep);
    const wide = net.add('inverted/wide', { op: 'dense', units: 16, bias: true }, norm);
    const active = net.add('inverted/gelu', activation('gelu'), wide);
    return net.add(
      'inverted/add',
      { op: 'add' },
      from,
      net.add('inverted/narrow', { op: 'dense', units: 8, bias: true }, active),
    );
  }

  /** ShuffleNet, arXiv:1707.01083. */
  function grouped(from: string): string {
    const layer = { op: 'conv2d', filters: 8, kernel: 3, stride: 1, bias: false, groups: 4, dilation: 2 } as const;
    const norm = net.add('grouped/norm', { op: 'groupNorm', groups: 2 }, net.add('grouped/conv', layer, from));
    const shuffled = net.add(
      'grouped/shuffle',
      { op: 'channelShuffle', groups: 4 },
      net.add('grouped/mish', activation('mish'), norm),
    );
    return net.add('grouped/add', { op: 'add' }, from, shuffled);
  }

  /** DARTS, arXiv:1806.09055. */
  function separable(from: string): string {
    const dilated = (id: string, stride: number, at: string) => {
      const deep = net.add(`${id}/deep`, { op: 'depthwiseConv2d', kernel: 3, stride, bias: false, dilation: 2 }, at);
      const point = net.add(`${id}/point`, { op: 'conv2d', filters: 8, kernel: 1, stride: 1, bias: false }, deep);
      return net.add(`${id}/norm`, { op: 'batchNorm' }, point);
    };
    return dilated(
      'separable1',
      1,
      net.add('separable/softplus', activation('softplus'), dilated('separable0', 2, from)),
    );
  }

  function gated(from: string): string {
    const [half, gate] = ['half', 'gate'].map((id, i) =>
      net.add(`gated/${id}`, { op: 'slice', from: 4 * i, size: 4 }, from),
    );
    const product = net.add(
      'gated/product',
      { op: 'multiply' },
      half!,
      net.add('gated/sigmoid', activation('sigmoid'), gate!),
    );
    return net.add('gated/pad', { op: 'pad', top: 1, bottom: 0, left: 0, right: 2 }, product);
  }
}
