import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCnn } from '../../bench/small-cnn.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { counts } from '../../lib/network/counts.ts';
import { elements } from '../../lib/network/definition.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { anyNetwork, relu } from './networks.ts';

describe('counts', () => {
  it('are those of a network counted by hand', () => {
    const { parameters, macs, peakActivationBytes } = counts(smallCnn());
    const kernels = 9 * 16 + 9 * 16 * 32 + 9 * 32 * 32 + 9 * 32 + 32 * 64;
    expect(parameters).toBe(kernels + 2 * (16 + 32 + 32 + 32 + 64) + 650);
    const convolutions = 784 * 9 * 16 + 196 * (9 * 16 * 32 + 9 * 32 * 32 + 9 * 32 + 32 * 64);
    expect(macs).toBe(convolutions + 640);
    // Batch norm of the first convolution: its input and its output are alive together.
    expect(peakActivationBytes).toBe(4 * 2 * 784 * 16);
  });

  it('keep a tensor alive while a shortcut needs it', () => {
    const net = networkBuilder([4, 4, 2]);
    const a = net.add('a', relu, 'input');
    const b = net.add('b', relu, a);
    const c = net.add('c', relu, b);
    expect(counts(net.finish(net.add('sum', { op: 'add' }, a, c))).peakActivationBytes).toBe(4 * 3 * 32);
  });

  it('are, for the benchmark network, the 17,658 that tfjs counts less its moving statistics', () => {
    const total = weightSpecs(smallCnn()).reduce((sum, { shape }) => sum + elements(shape), 0);
    expect(total).toBe(17_658);
    expect(counts(smallCnn()).parameters).toBe(17_658 - 2 * (16 + 32 + 32 + 32 + 64));
  });

  it('keep at the peak at least every layer with its inputs, at most every tensor', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const shapes = inferShapes(network);
        const bytes = (ids: Iterable<string>) => [...ids].reduce((sum, id) => sum + 4 * elements(shapes.get(id)!), 0);
        const { peakActivationBytes } = counts(network);
        for (const { id, inputs } of network.nodes) {
          expect(peakActivationBytes).toBeGreaterThanOrEqual(bytes(new Set([id, ...inputs])));
        }
        expect(peakActivationBytes).toBeLessThanOrEqual(bytes(shapes.keys()));
      }),
    );
  });
});
