import type { NetworkBuilder } from '../../network/builder.ts';
import type { ActivationName, Layer } from '../../network/network.ts';

/** An image inside a network under construction. */
export interface At {
  readonly id: string;
  readonly channels: number;
}

export interface ConvNorm {
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly fn?: ActivationName;
}

/** A convolution, its batch normalisation and, where `fn` is given, an activation. */
export function addConvNorm(
  net: NetworkBuilder,
  id: string,
  { filters, kernel, stride, fn }: ConvNorm,
  from: string,
): At {
  const conv: Layer = { op: 'conv2d', filters, kernel, stride, bias: false };
  const norm = net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv, from));
  return { id: fn ? net.add(`${id}/act`, { op: 'activation', fn }, norm) : norm, channels: filters };
}
