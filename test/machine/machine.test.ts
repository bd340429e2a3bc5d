import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { findMachine } from '../../lib/machine/machine.ts';
import { ENDPOINT_VARIABLE } from '../../lib/machine/metadata.ts';
import { priceOf } from '../../lib/machine/price.ts';
import { fakeMetadata } from './fake-metadata.ts';

const onBatch = (endpoint: string) => ({ AWS_BATCH_JOB_ID: 'job-1', [ENDPOINT_VARIABLE]: endpoint });
const price = (of: Parameters<typeof priceOf>[0]) => priceOf(of, async () => 0.1578);

describe('findMachine', () => {
  it("finds none on a computer of one's own, and asks nobody", async () => {
    const fake = await fakeMetadata();
    expect(await findMachine({ [ENDPOINT_VARIABLE]: fake.endpoint }, { price })).toBeUndefined();
    expect(fake.tokens.size).toBe(0);
  });

  it('reads what AWS says of a spot instance', async () => {
    const fake = await fakeMetadata();
    expect(await findMachine(onBatch(fake.endpoint), { price })).toEqual({
      machine: {
        instance: 'i-0123456789abcdef0',
        type: 'g4dn.xlarge',
        zone: 'us-east-1b',
        purchase: 'spot',
        usdPerHour: 0.1578,
        priceSource: 'spot-price-history',
      },
    });
  });

  it.each(['on-demand', 'capacity-block', undefined])('takes %s for on demand', async (lifeCycle) => {
    const fake = await fakeMetadata();
    fake.values.delete('instance-life-cycle');
    if (lifeCycle) fake.values.set('instance-life-cycle', lifeCycle);
    const found = await findMachine(onBatch(fake.endpoint), { price });
    expect(found!.machine).toMatchObject({ purchase: 'on-demand', usdPerHour: 0.526, priceSource: 'on-demand-table' });
  });

  it('charges an instance that does not answer as the dearest one, under a name that no other has', async () => {
    const found = await findMachine(onBatch('http://127.0.0.1:1'), { price });
    expect(found!.machine).toMatchObject({ instance: `unknown (${hostname()})`, purchase: 'on-demand' });
    expect(found!.machine.usdPerHour).toBeGreaterThan(2);
    expect(found!.note).toMatch(/does not say what it is/);
  });
});
