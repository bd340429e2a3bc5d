import { describe, expect, it } from 'vitest';
import { ENDPOINT_VARIABLE, instanceMetadata } from '../../lib/machine/metadata.ts';
import { fakeMetadata } from './fake-metadata.ts';

describe('instanceMetadata', () => {
  it('asks for one token, then for values', async () => {
    const fake = await fakeMetadata();
    const metadata = instanceMetadata({ [ENDPOINT_VARIABLE]: fake.endpoint });
    expect(await metadata.get('instance-type')).toBe('g4dn.xlarge');
    expect(await metadata.get('placement/availability-zone')).toBe('us-east-1b');
    expect(fake.tokens.size).toBe(1);
  });

  it('knows what an instance does not have from what goes wrong', async () => {
    const fake = await fakeMetadata();
    const metadata = instanceMetadata({ [ENDPOINT_VARIABLE]: fake.endpoint });
    expect(await metadata.get('spot/instance-action')).toBeUndefined();
    fake.faults.count = 100;
    await expect(metadata.get('instance-id')).rejects.toThrow(/HTTP 500/);
  });

  it('asks for a new token when the last one has expired', async () => {
    const fake = await fakeMetadata();
    const metadata = instanceMetadata({ [ENDPOINT_VARIABLE]: fake.endpoint });
    await metadata.get('instance-id');
    fake.tokens.clear();
    expect(await metadata.get('instance-id')).toBe('i-0123456789abcdef0');
  });

  it.each(['error', 'silence'] as const)('tries again after %s', async (kind) => {
    const fake = await fakeMetadata();
    fake.faults = { count: 2, kind };
    expect(await instanceMetadata({ [ENDPOINT_VARIABLE]: fake.endpoint }).get('instance-id')).toMatch(/^i-/);
  });

  it('gives up after seconds where there is no service', async () => {
    const metadata = instanceMetadata({ [ENDPOINT_VARIABLE]: 'http://127.0.0.1:1' });
    await expect(metadata.get('instance-id')).rejects.toThrow();
  });
});
