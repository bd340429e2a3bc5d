import { describe, expect, it } from 'vitest';
import { costDomain, scoreDomain } from '../../lib/report/domains.ts';
import { linearScale, logScale } from '../../lib/report/scales.ts';

describe('scales', () => {
  it('take the domain to the range', () => {
    const scale = linearScale([0, 10], [100, 0], 5);
    expect([0, 2.5, 10].map(scale)).toEqual([100, 75, 0]);
  });

  it('draw equal ratios equally long on a logarithmic axis', () => {
    const scale = logScale([1, 100], [0, 50], 5);
    expect([1, 10, 100].map(scale)).toEqual([0, 25, 50]);
  });

  it('draw a domain of no length in the middle', () => {
    expect(linearScale([3, 3], [0, 100], 5)(3)).toBe(50);
  });
});

describe('scoreDomain', () => {
  it('shows everything where accuracies lie together', () => {
    const [low, high] = scoreDomain([0.9, 0.92, 0.95]);
    expect(low).toBeLessThan(0.9);
    expect(high).toBeGreaterThan(0.95);
  });

  it('does not let a network that learnt nothing press the others together', () => {
    const [low] = scoreDomain([0.1, 0.94, 0.95, 0.95, 0.96]);
    expect(low).toBeGreaterThan(0.9);
  });

  it.each([[[]], [[0.97]], [[0, 0, 0]], [[1, 1]]])('stays within 0 and 1 for %j', (accuracies) => {
    const [low, high] = scoreDomain(accuracies);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThan(low);
  });
});

describe('costDomain', () => {
  it('is logarithmic from a factor of twenty', () => {
    expect(costDomain([1, 19]).logarithmic).toBe(false);
    expect(costDomain([1, 21]).logarithmic).toBe(true);
    expect(costDomain([0, 21]).logarithmic).toBe(false);
  });

  it('holds every cost with room at either end', () => {
    for (const costs of [[0.2, 0.3], [1, 400], [5]]) {
      const [low, high] = costDomain(costs).domain;
      expect(low).toBeLessThan(Math.min(...costs));
      expect(high).toBeGreaterThan(Math.max(...costs));
    }
  });
});
