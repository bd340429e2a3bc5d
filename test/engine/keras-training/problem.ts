import type { Examples, State, Teacher } from '../../../lib/engine/engine.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import { elements } from '../../../lib/network/definition.ts';
import type { Network } from '../../../lib/network/network.ts';
import { weightSpecs } from '../../../lib/network/weights.ts';

/** The problem of make.py, number by number. */
export const STEPS = 200;
export const BATCH = 16;
const COUNT = 96;
const CLASSES = 3;
const SIDE = 8;
const PRIME = 1021;

/** Between -1 and 1. */
const numbers = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => (2 * ((i * 7919 + seed * 104729) % PRIME) + 1) / PRIME - 1);

export function examples(isRegression: boolean): Examples {
  const classes = Int32Array.from({ length: COUNT }, (_, n) => (n * 7 + Math.floor(n / 3)) % CLASSES);
  const features = new Float32Array(COUNT * SIDE ** 2);
  for (let i = 0; i < features.length; i++) {
    const [n, pixel] = [Math.floor(i / SIDE ** 2), i % SIDE ** 2];
    const isBright = Math.floor((pixel * CLASSES) / SIDE ** 2) === classes[n];
    features[i] = (((n * 611 + pixel * 37 + n * pixel * 5) % 160) + (isBright ? 30 : 0)) / 255;
  }
  const targets = Float32Array.from(numbers(COUNT, 50), (value, n) => classes[n]! - 1 + value / 4);
  return { features, labels: isRegression ? targets : classes, count: COUNT };
}

export const batch = (step: number): Int32Array =>
  Int32Array.from({ length: BATCH }, (_, i) => (step * BATCH * 5 + i * 11) % COUNT);

/** Two convolutions without kinks, and an auxiliary classifier on the first. */
export function networkOf(units: number = CLASSES): Network {
  const net = networkBuilder([SIDE, SIDE, 1]);
  const swish = (id: string, from: string) => net.add(id, { op: 'activation', fn: 'swish' }, from);
  const conv = { op: 'conv2d', kernel: 3 } as const;
  const first = net.add('first', { ...conv, filters: 6, stride: 1, bias: false }, 'input');
  const aside = swish('act', net.add('norm', { op: 'batchNorm' }, first));
  const second = swish('act2', net.add('second', { ...conv, filters: 8, stride: 2, bias: true }, aside));
  const head = (id: string, from: string) =>
    net.add(id, { op: 'dense', units, bias: true }, net.add(`${id}/pool`, { op: 'globalAvgPool' }, from));
  const output = head('last', second);
  return net.finish(output, { auxiliary: head('auxiliary', aside) });
}

export function weightsOf(network: Network, seed = 0): State {
  return new Map(
    weightSpecs(network).map(({ name, shape }, k) => {
      const values = numbers(elements(shape), seed + k);
      const factor = Math.sqrt(3 / elements(shape.slice(0, -1)));
      const part = name.slice(name.lastIndexOf('/') + 1);
      const weightOf = (value: number) => {
        if (part === 'kernel') return value * factor;
        return (part === 'gamma' || part === 'variance' ? 1 : 0) + value / 4;
      };
      return [name, Float32Array.from(values, weightOf)];
    }),
  );
}

export const teacher: Teacher = {
  network: networkOf(),
  weights: weightsOf(networkOf(), 100),
  weight: 0.7,
  temperature: 3,
};
