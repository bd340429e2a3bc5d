import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { counts } from '../../lib/network/counts.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import type { Layer, Network } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { weightSpecs } from '../../lib/network/weights.ts';

const [LENGTH, SIZE, UNITS] = [7, 6, 5] as const;

const embedded = { op: 'embedding', vocabulary: 11, size: SIZE } as const;

/** A layer behind an embedding, with the mask where it takes one. */
function network(layer: Layer, masked: boolean): Network {
  const net = networkBuilder([LENGTH]);
  const tokens = net.add('tokens', embedded, 'input');
  const inputs = masked ? [tokens, net.add('mask', { op: 'mask' }, 'input')] : [tokens];
  return net.finish(net.add('layer', layer, ...inputs));
}

/** Heads x size. */
const width = 2 * 3;

describe('layers of sequences', () => {
  it.each<{ layer: Layer; masked: boolean; shape: number[]; parameters: number; macs: number }>([
    { layer: { op: 'positions' }, masked: false, shape: [LENGTH, SIZE], parameters: LENGTH * SIZE, macs: 0 },
    {
      layer: { op: 'conv1d', filters: 4, kernel: 3, stride: 2, bias: true },
      masked: false,
      shape: [4, 4],
      parameters: 3 * SIZE * 4 + 4,
      macs: 4 * 4 * 3 * SIZE,
    },
    {
      layer: { op: 'lstm', units: UNITS, sequence: true },
      masked: true,
      shape: [LENGTH, UNITS],
      parameters: 4 * UNITS * (SIZE + UNITS + 1),
      macs: LENGTH * (4 * UNITS * (SIZE + UNITS) + 3 * UNITS),
    },
    {
      layer: { op: 'gru', units: UNITS, sequence: false, reverse: true },
      masked: true,
      shape: [UNITS],
      parameters: 3 * UNITS * (SIZE + UNITS + 2),
      macs: LENGTH * (3 * UNITS * (SIZE + UNITS) + 3 * UNITS),
    },
    {
      layer: { op: 'attention', heads: 2, size: 3 },
      masked: true,
      shape: [LENGTH, SIZE],
      parameters: 4 * SIZE * width + 3 * width + SIZE,
      macs: 4 * LENGTH * SIZE * width + 2 * LENGTH * LENGTH * width,
    },
    { layer: { op: 'sequencePool', mode: 'mean' }, masked: true, shape: [SIZE], parameters: 0, macs: LENGTH * SIZE },
    { layer: { op: 'sequencePool', mode: 'max' }, masked: true, shape: [SIZE], parameters: 0, macs: 0 },
    { layer: { op: 'dropout', of: 'tokens' }, masked: false, shape: [LENGTH, SIZE], parameters: 0, macs: 0 },
    { layer: { op: 'dropPath', share: 1 }, masked: false, shape: [LENGTH, SIZE], parameters: 0, macs: 0 },
  ])('$layer.op has the shape, the parameters and the products counted by hand', (expected) => {
    const whole = network(expected.layer, expected.masked);
    expect(inferShapes(whole).get('layer')).toEqual(expected.shape);
    const { parameters, macs } = counts(whole);
    expect(parameters).toBe(11 * SIZE + expected.parameters);
    expect(macs).toBe(expected.macs);
  });

  it.each<{ layer: Layer; masked: boolean; says: string }>([
    {
      layer: { op: 'lstm', units: 4, sequence: true },
      masked: false,
      says: 'node layer (lstm): takes [length, channels] and a mask [length], got [7, 6]',
    },
    {
      layer: { op: 'gru', units: 0, sequence: true },
      masked: true,
      says: 'units is 0, allowed: a whole number from 1',
    },
    { layer: embedded, masked: false, says: 'node layer (embedding): takes tokens [length], got [7, 6]' },
    { layer: { op: 'mask' }, masked: false, says: 'takes tokens [length], got [7, 6]' },
    { layer: { op: 'dropPath', share: 1.5 }, masked: false, says: 'share is 1.5, allowed: 0 to 1' },
    {
      layer: { op: 'conv1d', filters: 4, kernel: 3, stride: 2, bias: true, dilation: 2 },
      masked: false,
      says: 'stride is 2, allowed with a dilation of 2: 1',
    },
  ])('refuses: $says', ({ layer, masked, says }) => {
    expect(() => network(layer, masked)).toThrow(says);
  });

  it('refuses a mask of another length', () => {
    const net = networkBuilder([LENGTH]);
    const shorter = net.add(
      'conv',
      { op: 'conv1d', filters: 2, kernel: 3, stride: 2, bias: true },
      net.add('tokens', embedded, 'input'),
    );
    const pool = net.add(
      'pool',
      { op: 'sequencePool', mode: 'max' },
      shorter,
      net.add('mask', { op: 'mask' }, 'input'),
    );
    expect(() => net.finish(pool)).toThrow('takes [length, channels] and a mask [length], got [4, 2] and [7]');
  });
});

describe('initial weights of sequences', () => {
  const drawn = (layer: Layer) => initialWeights(network(layer, layer.op !== 'positions'), randomStream(1));

  it("are Keras': small for embeddings, orthogonal for states, and an LSTM begins by remembering", () => {
    const weights = drawn({ op: 'lstm', units: UNITS, sequence: true });
    const embeddings = weights.get('tokens/embeddings')!;
    expect(Math.max(...embeddings.map(Math.abs))).toBeLessThanOrEqual(Math.fround(0.05));
    expect(Math.max(...embeddings)).toBeGreaterThan(0.03);
    const bias = [...weights.get('layer/bias')!];
    expect(bias).toEqual(bias.map((_, i) => (i >= UNITS && i < 2 * UNITS ? 1 : 0)));
    const state = weights.get('layer/recurrentKernel')!;
    const row = (i: number) => state.subarray(i * 4 * UNITS, (i + 1) * 4 * UNITS);
    for (let i = 0; i < UNITS; i++) {
      for (let j = 0; j < UNITS; j++) {
        const product = row(i).reduce((sum, value, at) => sum + value * row(j)[at]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    }
  });

  it('decay in kernels only', () => {
    const decaying = (layer: Layer) =>
      weightSpecs(network(layer, layer.op !== 'positions'))
        .filter(({ decay }) => decay)
        .map(({ name }) => name);
    expect(decaying({ op: 'positions' })).toEqual([]);
    expect(decaying({ op: 'gru', units: 2, sequence: true })).toEqual(['layer/kernel', 'layer/recurrentKernel']);
    expect(decaying({ op: 'attention', heads: 1, size: 2 })).toEqual(['layer/kernel', 'layer/outputKernel']);
  });
});
