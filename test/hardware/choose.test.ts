import { describe, expect, it } from 'vitest';
import { chooseNetworks } from '../../lib/hardware/choose-networks.ts';
import { mostTelling } from '../../lib/hardware/transfer/choose.ts';
import type { Traits } from '../../lib/hardware/transfer/features.ts';
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { PROBLEMS } from '../space/problems.ts';

const ofReference = (ms: number): Traits => ({ counts: [], decisions: [], references: [ms] });

describe('what to measure', () => {
  it('is the extremes first, where one reference says all', () => {
    const [first, second] = mostTelling([5, 6, 1, 7, 20].map(ofReference), 2);
    expect(first).toBe(4);
    expect(second).toBe(2);
  });

  it('is never the like of what is measured while there is something else', () => {
    const random = randomStream(1, 'choices');
    const pool = Array.from({ length: 12 }, (): Traits => {
      const choices = Array.from({ length: 20 }, () => random.integer(2));
      return { counts: [], decisions: choices.flatMap((choice) => [choice, 1 - choice]), references: [] };
    });
    const chosen = mostTelling([...pool, ...pool], 12).map((i) => i % 12);
    expect(chosen.toSorted((a, b) => a - b)).toEqual([...pool.keys()]);
  });

  it.each([9, 10])('of networks is by turns a telling one and one as it comes: %i', (count) => {
    const space = createSpace({ name: 'mobile' });
    const random = randomStream(1, 'networks');
    const pool = Array.from({ length: 40 }, () => space.network(space.sample(random), PROBLEMS.mobile!));
    const chosen = chooseNetworks(pool, count);
    expect(new Set(chosen).size).toBe(count);
    expect(chosen.filter((_, i) => i % 2 === 1)).toEqual([0, 1, 2, 3, 4].slice(0, Math.floor(count / 2)));
  });
});
