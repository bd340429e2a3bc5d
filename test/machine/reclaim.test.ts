import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ENDPOINT_VARIABLE, instanceMetadata } from '../../lib/machine/metadata.ts';
import { watchReclaim } from '../../lib/machine/reclaim.ts';
import { fakeMetadata, NOTICE } from './fake-metadata.ts';

const INTERVAL = 20;

describe('watchReclaim', () => {
  it('aborts once the notice is there', async () => {
    const fake = await fakeMetadata();
    const watch = watchReclaim(instanceMetadata({ [ENDPOINT_VARIABLE]: fake.endpoint }), INTERVAL);
    await vi.waitUntil(() => fake.asked.length >= 3);
    expect(watch.signal.aborted).toBe(false);
    fake.values.set('spot/instance-action', NOTICE);
    await vi.waitUntil(() => watch.signal.aborted);
    expect(watch.signal.reason).toBe(NOTICE);
    const asked = fake.asked.length;
    await delay(5 * INTERVAL);
    expect(fake.asked.length).toBe(asked);
  });

  it('takes an error for no notice, and asks again', async () => {
    let asked = 0;
    const get = async () => {
      if (++asked < 3) throw new Error('lost');
      return NOTICE;
    };
    const watch = watchReclaim({ get }, INTERVAL);
    await vi.waitUntil(() => watch.signal.aborted);
    expect(asked).toBe(3);
  });

  it('asks no more once it is stopped, and hears no answer', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const get = vi.fn(() => promise);
    const watch = watchReclaim({ get }, INTERVAL);
    watch.stop();
    resolve(NOTICE);
    await delay(3 * INTERVAL);
    expect(get).toHaveBeenCalledTimes(1);
    expect(watch.signal.aborted).toBe(false);
  });
});
