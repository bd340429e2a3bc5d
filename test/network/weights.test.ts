import { describe, expect, it } from 'vitest';
import { smallCnn } from '../../bench/small-cnn.ts';
import { weightSpecs } from '../../lib/network/weights.ts';

describe('weights', () => {
  it('are named after their nodes, in order, and decay only in kernels', () => {
    const specs = weightSpecs(smallCnn());
    expect(specs.slice(0, 5).map(({ name }) => name)).toEqual([
      'conv0/kernel',
      'norm0/gamma',
      'norm0/beta',
      'norm0/mean',
      'norm0/variance',
    ]);
    expect(specs.filter(({ decay }) => decay).every(({ name }) => name.endsWith('/kernel'))).toBe(true);
    expect(specs.filter(({ trainable }) => !trainable)).toHaveLength(10);
  });
});
