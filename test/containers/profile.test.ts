import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../containers/trainer/environment.ts';
import { measureProfile } from '../../containers/trainer/measure-profile.ts';
import { describeEngine } from '../../lib/engine/load.ts';
import type { ProfileRequest, ProfileTimes } from '../../lib/hardware/profile-request.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { profileRequestKey, profileTimesKey } from '../../lib/trial/keys.ts';
import { fakeMetadata } from '../machine/fake-metadata.ts';
import { onBatch, SEARCH, scene, start } from './container.ts';

const REQUEST = 'request-1';
const problem = { task: 'classification', input: [8, 8, 1], classes: 10 } as const;
const space = createSpace({ name: 'nasbench201', channels: 4 });
const networks = [0, 1].map((i) => space.network(space.sample(randomStream(i, 'test')), problem));

const ask = ({ artefacts }: Ports, more: Partial<ProfileRequest> = {}) =>
  artefacts.put(
    profileRequestKey(REQUEST),
    new TextEncoder().encode(JSON.stringify({ networks, rounds: 3, threads: 1, ...more })),
  );

async function times({ artefacts }: Ports): Promise<ProfileTimes | undefined> {
  const bytes = await artefacts.get(profileTimesKey(REQUEST));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as ProfileTimes);
}

/** A trainer that works for no search. */
const work = { SPOTNAS_SEARCH: undefined };

describe('a trainer that measures a request', { timeout: 180_000 }, () => {
  it('on Batch leaves the times and says on which instance type, for no search and nobody’s money', async () => {
    const { variables, ports } = await scene(0);
    const { endpoint } = await fakeMetadata({ 'instance-type': 'c7i.large', 'instance-life-cycle': 'on-demand' });
    await ask(ports);
    const { code, stderr } = await start(variables(`profile:${REQUEST}`, { ...onBatch(endpoint), ...work })).done;
    expect(code, stderr).toBe(0);
    const { ms, engine } = (await times(ports))!;
    expect(ms).toHaveLength(2);
    for (const each of ms) expect(each).toBeGreaterThan(0);
    expect(engine).toBe(`${describeEngine().fingerprint}, threads: 1, on c7i.large`);
    expect(stderr).toMatch(/^machine: c7i\.large [\s\S]*\nwork: {4}profile:request-1\n/m);
    expect(stderr).not.toContain('search:');
    expect(stderr).toContain('\nprofile: round 3 of 3\n');
    expect(await ports.ledger.charges(SEARCH)).toEqual([]);
  });

  it('is interrupted as a whole, to be tried again', async () => {
    const { variables, ports } = await scene(0);
    const { endpoint } = await fakeMetadata({ 'instance-life-cycle': 'on-demand' });
    await ask(ports, { rounds: 1_000_000 });
    const trainer = start(variables(`profile:${REQUEST}`, { ...onBatch(endpoint), ...work }));
    await expect.poll(() => trainer.said(), { timeout: 90_000 }).toContain('profile: round 1 of');
    trainer.child.kill('SIGTERM');
    expect((await trainer.done).code).toBe(INTERRUPTED);
    expect(await times(ports)).toBeUndefined();
  });

  it('fails without its request', async () => {
    const { ports } = await scene(0);
    await expect(measureProfile(ports.artefacts, { request: REQUEST }, () => {})).rejects.toThrow(
      'profile: got request-1; allowed: a request that still stands',
    );
  });
});

describe('the environment of a trainer', () => {
  const given = { SPOTNAS_STORE: 'file:x', SPOTNAS_TRAINER: 'graph/cpu' };

  it('needs no search for a request', () =>
    expect(readEnvironment({ ...given, SPOTNAS_WORK: 'profile:a' }).work).toEqual({ kind: 'profile', request: 'a' }));

  it.each(['prepare', 'measure', '7'])('needs one for %s', (text) =>
    expect(() => readEnvironment({ ...given, SPOTNAS_WORK: text })).toThrow(
      'environment variable SPOTNAS_SEARCH is not set',
    ),
  );
});
