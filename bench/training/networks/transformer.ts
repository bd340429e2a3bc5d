import { networkBuilder } from '../../../lib/network/builder.ts';
import type { Network } from '../../../lib/network/network.ts';

export const LENGTH = 48;
export const VOCABULARY = 10_000;
const WIDTH = 64;
const HEADS = 4;

/** One block of an encoder (arXiv:1706.03762, section 3.1) on embedded tokens, the mean over them, ten classes. */
export function transformer(): Network {
  const net = networkBuilder([LENGTH]);
  const mask = net.add('mask', { op: 'mask' }, 'input');
  const embedded = net.add('embedding', { op: 'embedding', vocabulary: VOCABULARY, size: WIDTH }, 'input');
  const x = net.add('positions', { op: 'positions' }, embedded);
  const attention = net.add('attention', { op: 'attention', heads: HEADS, size: WIDTH / HEADS }, x, mask);
  const attended = net.add('norm1', { op: 'layerNorm' }, net.add('add1', { op: 'add' }, x, attention));
  const wide = net.add('wide', { op: 'dense', units: 2 * WIDTH, bias: true }, attended);
  const active = net.add('relu', { op: 'activation', fn: 'relu' }, wide);
  const forward = net.add('narrow', { op: 'dense', units: WIDTH, bias: true }, active);
  const normed = net.add('norm2', { op: 'layerNorm' }, net.add('add2', { op: 'add' }, attended, forward));
  const pooled = net.add('pool', { op: 'sequencePool', mode: 'mean' }, normed, mask);
  return net.finish(net.add('logits', { op: 'dense', units: 10, bias: true }, pooled));
}
