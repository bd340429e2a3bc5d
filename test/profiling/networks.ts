import { networkBuilder } from '../../lib/network/builder.ts';

/** Two networks that take next to no time. */
export const NETWORKS = [4, 8].map((filters) => {
  const net = networkBuilder([8, 8, 3]);
  const conv = net.add('conv', { op: 'conv2d', filters, kernel: 3, stride: 1, bias: false }, 'input');
  return net.finish(net.add('pool', { op: 'globalAvgPool' }, conv));
});
