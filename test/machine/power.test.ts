import { describe, expect, it } from 'vitest';
import { gridIntensity } from '../../lib/machine/grid.ts';
import { instanceWatts } from '../../lib/machine/power.ts';

describe('the power of an instance', () => {
  it.each([
    ['c6i.large', 2 * 3.76],
    ['g4dn.xlarge', 4 * 4.06 + 70],
    ['g4dn.2xlarge', 8 * 4.06 + 70],
  ])('%s: its CPUs, and its GPU', (type, watts) => expect(instanceWatts(type)).toBeCloseTo(watts, 9));

  it.each(['unknown', '', 'p5.48xlarge', 'g5.12xlarge', 'c6i'])('is not known of %j', (type) =>
    expect(instanceWatts(type)).toBeUndefined(),
  );
});

describe('the grid', () => {
  it('is that of the region of a zone, or of a local zone', () => {
    expect(gridIntensity('us-east-1a')).toBeCloseTo(0.379, 3);
    expect(gridIntensity('us-west-2-lax-1a')).toBe(gridIntensity('us-west-2c'));
    expect(gridIntensity('eu-north-1b')).toBeLessThan(gridIntensity('eu-west-3b')!);
  });

  it.each(['unknown', 'mars-north-1a', ''])('is not known of %j', (zone) =>
    expect(gridIntensity(zone)).toBeUndefined(),
  );
});
