import { DescribeSpotPriceHistoryCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { CPU_MACHINES, GPU_TYPES } from '../../lib/cloud/machines.ts';
import { priceOf } from '../../lib/machine/price.ts';

const ec2 = mockClient(EC2Client);
afterEach(() => void ec2.reset());

const spot = { type: 'g4dn.xlarge', zone: 'us-east-1b', purchase: 'spot' } as const;
const history = (...prices: readonly [minutesAgo: number, usd: string][]) =>
  ec2.on(DescribeSpotPriceHistoryCommand).resolves({
    SpotPriceHistory: prices.map(([minutes, SpotPrice]) => ({
      SpotPrice,
      Timestamp: new Date(Date.now() - minutes * 60_000),
    })),
  });

describe('priceOf', () => {
  it('is the newest spot price of the type in its zone', async () => {
    history([600, '0.2100'], [5, '0.1578'], [90, '0.1900']);
    expect(await priceOf(spot)).toEqual({ usdPerHour: 0.1578, priceSource: 'spot-price-history' });
    expect(ec2.commandCalls(DescribeSpotPriceHistoryCommand)[0]!.args[0].input).toMatchObject({
      InstanceTypes: ['g4dn.xlarge'],
      AvailabilityZone: 'us-east-1b',
      ProductDescriptions: ['Linux/UNIX'],
    });
  });

  it.each<[string, () => unknown]>([
    ['gives none', () => history()],
    ['gives no number', () => history([1, 'cheap'])],
    ['gives nothing for it', () => history([1, '0.0000'])],
    ['refuses', () => ec2.on(DescribeSpotPriceHistoryCommand).rejects(new Error('not authorised'))],
  ])('is what it costs on demand when the history %s, and says so', async (_case, prepare) => {
    prepare();
    expect(await priceOf(spot)).toEqual({
      usdPerHour: 0.526,
      priceSource: 'on-demand-table',
      note: expect.stringContaining('charged as if on demand'),
    });
  });

  it('asks nobody for an instance on demand', async () => {
    expect(await priceOf({ ...spot, purchase: 'on-demand' })).toEqual({
      usdPerHour: 0.526,
      priceSource: 'on-demand-table',
    });
    expect(ec2.calls()).toHaveLength(0);
  });

  it.each([...GPU_TYPES, ...CPU_MACHINES.types])(
    'is known on demand for %s, which the cloud may start',
    async (type) => {
      expect(await priceOf({ type, zone: 'us-east-1b', purchase: 'on-demand' })).not.toHaveProperty('note');
    },
  );

  it('is the dearest known for a type that is not known', async () => {
    const { usdPerHour, note } = await priceOf({ ...spot, type: 'p9.huge', purchase: 'on-demand' });
    expect(usdPerHour).toBe(2.24208);
    expect(note).toMatch(/price of p9\.huge is not known/);
  });

  it('is higher where the table does not hold', async () => {
    const { usdPerHour, note } = await priceOf({ ...spot, zone: 'sa-east-1a', purchase: 'on-demand' });
    expect(usdPerHour).toBe(2 * 0.526);
    expect(note).toMatch(/prices in sa-east-1a are not known/);
  });
});
