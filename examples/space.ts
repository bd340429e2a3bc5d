import { spaceModule } from '../lib/space/module/module.ts';

/** Convolutions in two branches of different kernels, joined and thinned in each of some stages. */
export default spaceModule({
  leastInput: { input: [8, 8, 1] },
  decisions: {
    width: [8, 12, 16],
    stages: [1, 2, 3],
    branches: [1, 2],
    firstKernel: [1, 3],
    secondKernel: [3, 5],
    join: ['add', 'concat'],
    activation: ['relu', 'hardSwish'],
  },
  network({ choices, outputs, net }) {
    const conv = (id: string, from: string, filters: number, kernel: number) => {
      const convolved = net.add(id, { op: 'conv2d', filters, kernel, stride: 1, bias: false }, from);
      return net.add(
        `${id}/act`,
        { op: 'activation', fn: choices.activation },
        net.add(`${id}/norm`, { op: 'batchNorm' }, convolved),
      );
    };
    let at = 'input';
    for (let stage = 0; stage < choices.stages; stage++) {
      const filters = choices.width * 2 ** stage;
      const first = conv(`stage${stage}/first`, at, filters, choices.firstKernel);
      // The second kernel and the way to join are read, so matter, with two branches only.
      const joined =
        choices.branches === 1
          ? first
          : net.add(
              `stage${stage}/join`,
              { op: choices.join },
              first,
              conv(`stage${stage}/second`, at, filters, choices.secondKernel),
            );
      at = net.add(`stage${stage}/pool`, { op: 'maxPool', kernel: 2, stride: 2 }, joined);
    }
    const pooled = net.add('pool', { op: 'globalAvgPool' }, at);
    return net.finish(net.add('dense', { op: 'dense', units: outputs, bias: true }, pooled));
  },
});
