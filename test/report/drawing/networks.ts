import { networkBuilder } from '../../../lib/network/builder.ts';
import type { Network } from '../../../lib/network/network.ts';
import { createSpace } from '../../../lib/space/registry.ts';
import type { Problem } from '../../../lib/space/space.ts';

const PROBLEM: Problem = { task: 'classification', input: [28, 28, 1], classes: 10 };

/** The NAS-Bench-201 skeleton around a cell that uses every operation. */
export const cellNetwork = (cells: number): Network => {
  const space = createSpace({ name: 'nasbench201', channels: 8, cells });
  const edges = ['nor_conv_3x3', 'avg_pool_3x3', 'nor_conv_1x1', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'];
  return space.network(space.parse({ space: 'nasbench201', edges }), PROBLEM);
};

/** 14 inverted residual blocks with gates: well over 60 layers. */
export function deepMobileNetwork(): Network {
  const space = createSpace({
    name: 'mobile',
    stages: [1, 2, 3, 4].map((n) => ({ channels: 8 * n, depth: 4, stride: 2 })),
  });
  const block = { kernel: 5, expansion: 3, squeezeExcite: true };
  const stages = [1, 2, 3, 4].map((n) => ({
    channels: 8 * n,
    activation: 'relu',
    blocks: Array.from({ length: n === 1 ? 2 : 4 }, () => block),
  }));
  return space.network(space.parse({ space: 'mobile', stages }), PROBLEM);
}

/** Every layer reads all before it, so that no row can end a column. */
export function denselyConnected(layers: number): Network {
  const net = networkBuilder([8, 8, 2]);
  const outputs = ['input'];
  for (let i = 0; i < layers; i++) {
    const joined = outputs.length > 1 ? net.add(`join${i}`, { op: 'concat' }, ...outputs) : 'input';
    outputs.push(net.add(`conv${i}`, { op: 'conv2d', filters: 2, kernel: 3, stride: 1, bias: false }, joined));
  }
  return net.finish(outputs.at(-1)!);
}
