import { describe, expect, it } from 'vitest';
import { GPU_TYPES } from '../../lib/cloud/machines.ts';
import { KNOWN_RESULT } from '../../lib/pipeline/budget.ts';
import { footprintOf, footprintText } from '../../lib/pipeline/footprint.ts';
import type { Charge } from '../../lib/trial/charge.ts';
import type { Trial } from '../../lib/trial/trial.ts';

const charge = (type: string, zone = 'us-east-1a', seconds = 3600) =>
  ({ machine: { type, zone }, seconds, state: 'ended' }) as Charge;
const trial = (attempt: string, seconds: number) =>
  ({ state: 'complete', attempt, result: { metrics: { seconds } } }) as unknown as Trial;

describe('what a search took on AWS', () => {
  it('is the power of its machines, in its data centre and from its grid', () => {
    const { kwh, kgCo2e } = footprintOf([], [charge('c6i.large')]);
    expect(kwh).toBeCloseTo(0.002 * 3.76 * 1.14, 12);
    expect(kgCo2e).toBeCloseTo(kwh! * 0.379069, 12);
  });

  it('adds up over charges, wherever they are', () => {
    const charges = [charge('g5.xlarge', 'us-east-1a', 600), charge('g6.xlarge', 'eu-north-1a', 1200)];
    const [both, ...each] = [charges, ...charges.map((one) => [one])].map((some) => footprintOf([], some));
    expect(both!.kwh).toBeCloseTo(each[0]!.kwh! + each[1]!.kwh!, 12);
    expect(both!.kgCo2e).toBeCloseTo(each[0]!.kgCo2e! + each[1]!.kgCo2e!, 12);
  });

  it.each([...GPU_TYPES, 'c6i.large', 'm6i.large', 'r6i.large'])('is known on %s, which a stack starts', (type) =>
    expect(footprintOf([], [charge(type)]).kwh).toBeGreaterThan(0),
  );

  it('is not guessed', () => {
    const machines = footprintOf([], [charge('c6i.large'), charge('unknown')]);
    expect(machines).toEqual({ assumption: 'the power of unknown is not known' });
    expect(footprintText(machines)).toContain('energy not known, CO2 not known');
    const grids = footprintOf([], [charge('c6i.large'), charge('c6i.large', 'mars-1a')]);
    expect(grids.kwh).toBeGreaterThan(0);
    expect(footprintText(grids)).toMatch(/^17\.1 Wh, CO2 not known \(estimate: .*the grid of mars-1a is not known\)$/);
  });
});

describe('what a search took here', () => {
  it('is the time of its trainings, without those that another search did', () => {
    const { kwh, kgCo2e, assumption } = footprintOf(
      [trial('a', 1800), trial('b', 1800), trial(KNOWN_RESULT, 9000)],
      [],
    );
    expect([kwh, kgCo2e]).toEqual([0.004, undefined]);
    expect(assumption).toContain('4 W');
  });

  it('is nothing where nothing was trained', () => expect(footprintOf([], []).kwh).toBe(0));
});

it('is written with units that fit', () => {
  expect(footprintText({ kwh: 12.345, kgCo2e: 0.0123456, assumption: 'as if' })).toBe(
    '12.3 kWh, 12.3 g CO2e (estimate: as if)',
  );
});
