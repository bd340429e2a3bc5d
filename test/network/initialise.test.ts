import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { elements } from '../../lib/network/definition.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { anyNetwork } from './networks.ts';

/** Many, so that the variance of what is drawn is known to 1 %. */
const FILTERS = 1024;

const variance = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;

describe('initial weights', () => {
  it('are all that the network has, in order, of their size and repeatable', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(), (network, seed) => {
        const weights = initialWeights(network, randomStream(seed));
        const sizes = weightSpecs(network).map(({ name, shape }) => [name, elements(shape)]);
        expect([...weights].map(([name, values]) => [name, values.length])).toEqual(sizes);
        expect(initialWeights(network, randomStream(seed))).toEqual(weights);
      }),
    );
  });

  it('have the variance that keeps signals level: 2 / fan in for convolutions, Glorot bounds for dense layers', () => {
    const net = networkBuilder([8, 8, 32]);
    const conv = net.add('conv', { op: 'conv2d', filters: FILTERS, kernel: 3, stride: 1, bias: true }, 'input');
    const depthwise = net.add('depthwise', { op: 'depthwiseConv2d', kernel: 5, stride: 1, bias: false }, conv);
    const pooled = net.add('pool', { op: 'globalAvgPool' }, net.add('norm', { op: 'batchNorm' }, depthwise));
    const network = net.finish(net.add('dense', { op: 'dense', units: 100, bias: true }, pooled));
    const weights = initialWeights(network, randomStream(1));
    expect(variance(weights.get('conv/kernel')!) / (2 / (9 * 32))).toBeCloseTo(1, 1);
    expect(variance(weights.get('depthwise/kernel')!) / (2 / 25)).toBeCloseTo(1, 1);
    const limit = Math.sqrt(6 / (FILTERS + 100));
    expect(Math.max(...weights.get('dense/kernel')!.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(variance(weights.get('dense/kernel')!) / (limit ** 2 / 3)).toBeCloseTo(1, 1);
    for (const name of ['conv/bias', 'dense/bias', 'norm/beta', 'norm/mean']) {
      expect(
        weights.get(name)!.every((value) => value === 0),
        name,
      ).toBe(true);
    }
    for (const name of ['norm/gamma', 'norm/variance']) {
      expect(
        weights.get(name)!.every((value) => value === 1),
        name,
      ).toBe(true);
    }
  });

  it('begin a focal bias at the logit of 0.01, and change nothing else', () => {
    const drawn = (focalPrior?: boolean) => {
      const net = networkBuilder([4, 4, 2]);
      const prior = focalPrior === undefined ? {} : { focalPrior };
      const conv = net.add('conv', { op: 'conv2d', filters: 3, kernel: 1, stride: 1, bias: true, ...prior }, 'input');
      return initialWeights(
        net.finish(net.add('dense', { op: 'dense', units: 2, bias: true, ...prior }, conv)),
        randomStream(1),
      );
    };
    const weights = drawn(true);
    for (const name of ['conv/bias', 'dense/bias']) {
      for (const bias of weights.get(name)!) expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.01, 8);
    }
    expect(weights.get('dense/kernel')).toEqual(drawn().get('dense/kernel'));
    expect(drawn(false)).toEqual(drawn());
  });
});
