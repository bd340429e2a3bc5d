import { describe, expect, it } from 'vitest';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation } from '../../lib/strategy/strategy.ts';
import { strategySuite } from '../suites/strategy.ts';

const spec = { name: 'genetic', population: 4, sample: 2 };

strategySuite(spec);

describe('genetic strategy', () => {
  const space = createSpace({ name: 'nasbench201' });
  const edges = (operation: string) => ({ space: 'nasbench201', edges: Array(6).fill(operation) });
  const complete = (operations: readonly string[]): readonly Observation[] =>
    operations.map((operation, i) => ({
      number: i + 1,
      architecture: edges(operation),
      outcome: 'complete',
      score: operations.length - i,
    }));
  const suggest = (options: object) => {
    const strategy = createStrategy({ ...spec, ...options }, { space, seed: 3 });
    strategy.update(complete(['nor_conv_3x3', 'avg_pool_3x3', 'nor_conv_1x1', 'skip_connect']), []);
    return strategy.suggest(20).map(({ architecture }) => architecture as { readonly edges: readonly string[] });
  };

  it('mixes the decisions of the best, of however long ago', () => {
    const children = suggest({ population: 2, mutation: 0 });
    for (const child of children) {
      expect(['nor_conv_3x3', 'avg_pool_3x3']).toEqual(expect.arrayContaining([...child.edges]));
    }
  });

  it('brings in what no parent has by mutation', () => {
    const children = suggest({ population: 2, mutation: 1 });
    expect(children.flatMap((child) => [...child.edges])).toContain('nor_conv_1x1');
  });
});
