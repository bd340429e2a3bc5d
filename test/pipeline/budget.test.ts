import { describe, expect, it } from 'vitest';
import { affords, capOf, KNOWN_RESULT, wasRefused } from '../../lib/pipeline/budget.ts';
import type { SearchContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import type { SearchRecord } from '../../lib/store/ports.ts';
import type { Charge } from '../../lib/trial/charge.ts';
import type { Trial } from '../../lib/trial/trial.ts';

/** 10 trials of 2 epochs over 100 of 1,000 examples; one finalist of 3 epochs over all: 2,000 and 3,000 examples. */
const spec = {
  budget: { trials: 10, usd: 5 },
  recipe: { epochs: 2, trainExamples: 100 },
  finalists: { count: 1, seeds: 1, epochs: 3 },
};
const manifest = { counts: { train: 1000, validation: 1, test: 1 } };
const search = { id: 's', spec, status: 'running' } as unknown as SearchRecord;

describe('the part of a budget that a kind of work may use', () => {
  it('keeps back what the finalists take', () => {
    expect(capOf(search, 'search', manifest)).toBeCloseTo(2, 12);
    expect(capOf(search, 'final', manifest)).toBe(5);
    expect(capOf(search, 'prepare')).toBe(5);
  });

  it('follows a limit that was raised', () => {
    expect(capOf({ ...search, usd: 50 }, 'search', manifest)).toBeCloseTo(20, 12);
  });

  it('is everything where nobody set a limit', () => {
    const free = { ...search, spec: { ...spec, budget: { trials: 10 } } } as unknown as SearchRecord;
    expect(capOf(free, 'search', manifest)).toBeUndefined();
  });
});

describe('another generation', () => {
  const context = { search, spec, manifest } as unknown as SearchContext;
  const ports = (spent: number, trials: readonly Partial<Trial>[]) =>
    ({
      ledger: { spent: async () => spent },
      trials: { list: async () => trials.map((trial) => ({ recipe: spec.recipe, ...trial })) },
    }) as unknown as Ports;
  const trained = (count: number) =>
    Array.from({ length: count }, () => ({ state: 'complete' as const, attempt: 'a' }));

  it('is afforded while nobody knows what one costs', async () =>
    expect(await affords(ports(0, []), context, 10)).toBe(true));

  it.each([
    // Four cost 0.8: four more come to 1.6, six more to 2.0, seven to 2.2.
    [4, true],
    [6, true],
    [7, false],
  ])('of %i trials, by what trials have cost: %s', async (count, fits) =>
    expect(await affords(ports(0.8, trained(4)), context, count)).toBe(fits),
  );

  it('counts only trials that were paid for', async () => {
    const known = Array.from({ length: 4 }, () => ({ state: 'complete' as const, attempt: KNOWN_RESULT }));
    expect(await affords(ports(0.8, [...trained(2), ...known]), context, 4)).toBe(false);
  });

  it('is not afforded once the part is used up', async () =>
    expect(await affords(ports(2, trained(10)), context, 0)).toBe(false));
});

describe('a refused payment', () => {
  const ports = (...charges: Partial<Charge>[]) => ({ ledger: { charges: async () => charges } }) as unknown as Ports;

  it('counts until the limit is raised', async () => {
    const refused = ports({ state: 'ended' }, { state: 'refused', cap: 2 });
    expect(await wasRefused(refused, search, 2)).toBe(true);
    expect(await wasRefused(refused, search, 3)).toBe(false);
    expect(await wasRefused(refused, search, undefined)).toBe(false);
  });

  it('is none of an attempt that ended', async () =>
    expect(await wasRefused(ports({ state: 'ended' }), search, 2)).toBe(false));
});
