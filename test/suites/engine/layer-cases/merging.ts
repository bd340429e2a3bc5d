import { between, branches, IMAGES, type NetworkCase } from './between.ts';

export const mergingCases: readonly NetworkCase[] = [
  { name: 'globalAvgPool', network: branches((_net, a) => a) },
  { name: 'globalMaxPool', network: between(IMAGES[0]!, { op: 'globalMaxPool' }) },
  { name: 'add', network: branches((net, a, b) => net.add('join', { op: 'add' }, a, b, a)) },
  { name: 'multiply', network: branches((net, a, b) => net.add('join', { op: 'multiply' }, a, b)) },
  { name: 'multiply by itself', network: branches((net, a) => net.add('join', { op: 'multiply' }, a, a)) },
  { name: 'concat', network: branches((net, a, b) => net.add('join', { op: 'concat' }, a, b)) },
  { name: 'concat of rows', network: branches((net, a, b) => net.add('join', { op: 'concat', axis: 0 }, a, b)) },
  {
    name: 'slices that overlap',
    network: branches((net, a, b) => {
      const [first, second] = [
        net.add('first', { op: 'slice', from: 0, size: 3 }, a),
        net.add('second', { op: 'slice', from: 1, size: 3 }, a),
      ];
      return net.add('join', { op: 'concat' }, net.add('product', { op: 'multiply' }, first, second), b);
    }),
  },
  {
    name: 'scale',
    network: branches((net, a, b) => {
      const squeezed = net.add('squeeze', { op: 'globalAvgPool' }, b);
      const gate = net.add('gate', { op: 'activation', fn: 'sigmoid' }, squeezed);
      return net.add('join', { op: 'scale' }, a, gate);
    }),
  },
  {
    name: 'zero',
    network: branches((net, a, b) => net.add('join', { op: 'add' }, a, net.add('nothing', { op: 'zero' }, b))),
  },
];
