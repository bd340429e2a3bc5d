import { networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { outputsOf } from '../problem.ts';
import type { Problem } from '../space.ts';

/**
 * LeNet-5 (LeCun et al. 1998, https://doi.org/10.1109/5.726791, section II.B) with today's layers: max poolings and ReLU
 * instead of trainable subsampling and tanh, and padding, so that images of any size fit.
 */
export function leNet(problem: Problem): Network {
  const net = networkBuilder(problem.input);
  let at = 'input';
  for (const [i, filters] of [6, 16].entries()) {
    at = net.add(`conv${i}`, { op: 'conv2d', filters, kernel: 5, stride: 1, bias: true }, at);
    at = net.add(`conv${i}/act`, { op: 'activation', fn: 'relu' }, at);
    at = net.add(`conv${i}/pool`, { op: 'maxPool', kernel: 2, stride: 2 }, at);
  }
  at = net.add('flat', { op: 'flatten' }, at);
  for (const [i, units] of [120, 84].entries()) {
    at = net.add(`dense${i}`, { op: 'dense', units, bias: true }, at);
    at = net.add(`dense${i}/act`, { op: 'activation', fn: 'relu' }, at);
  }
  return net.finish(net.add('logits', { op: 'dense', units: outputsOf(problem), bias: true }, at));
}
