import { networkBuilder } from '../../../lib/network/builder.ts';
import type { Layer, Network } from '../../../lib/network/network.ts';

const CLASSES = 3;
const conv: Layer = { op: 'conv2d', filters: 4, kernel: 3, stride: 1, bias: false };
const relu: Layer = { op: 'activation', fn: 'relu' };

/** A convolution with batch norm, twice, and a dense layer. */
export function chain(): Network {
  const net = networkBuilder([8, 8, 1]);
  let at = 'input';
  for (const id of ['a', 'b']) {
    at = net.add(`${id}/relu`, relu, net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv, at)));
  }
  const pooled = net.add('pool', { op: 'globalAvgPool' }, at);
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, pooled));
}

/** Branches of every kind: a tensor used three times, a gate, a join, and a convolution that only a `zero` reads. */
export function branching(): Network {
  const net = networkBuilder([8, 8, 1]);
  const stem = net.add('stem/norm', { op: 'batchNorm' }, net.add('stem', conv, 'input'));
  const deep = net.add('deep', { op: 'depthwiseConv2d', kernel: 3, stride: 1, bias: true }, stem);
  const dead = net.add('zero', { op: 'zero' }, net.add('dead', conv, stem));
  const sum = net.add('sum', { op: 'add' }, stem, deep, dead);
  const gate = net.add('gate', { op: 'activation', fn: 'sigmoid' }, net.add('squeeze', { op: 'globalAvgPool' }, sum));
  const joined = net.add('join', { op: 'concat' }, net.add('scale', { op: 'scale' }, sum, gate), stem);
  const flat = net.add('flat', { op: 'flatten' }, net.add('max', { op: 'maxPool', kernel: 2, stride: 2 }, joined));
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, flat));
}
