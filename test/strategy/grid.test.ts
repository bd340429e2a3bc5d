import { describe, expect, it } from 'vitest';
import { categoricalSpace } from '../../lib/benchmark/categorical.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import { observe } from '../suites/course.ts';
import { strategySuite } from '../suites/strategy.ts';

const spec = { name: 'grid' };

strategySuite(spec);

describe('grid strategy', () => {
  const space = categoricalSpace([4, 3, 5]);

  it('visits every cell once, over any number of steps, and spreads over the first decision from the beginning', () => {
    const strategy = createStrategy(spec, { space, seed: 3 });
    const cells: string[] = [];
    for (let left = strategy.suggest(7); left.length > 0; left = strategy.suggest(7)) {
      strategy.update(observe(space, left, cells.length + 1), []);
      cells.push(...left.map(({ architecture }) => String(architecture.choices)));
    }
    expect(new Set(cells).size).toBe(60);
    expect(cells).toHaveLength(60);
    const firsts = cells.slice(0, 12).map((cell) => cell[0]);
    for (const first of ['0', '1', '2', '3']) {
      expect(firsts.filter((one) => one === first).length).toBeGreaterThanOrEqual(2);
    }
  });
});
