import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { openStores } from '../../lib/store/open.ts';
import { hashJson } from '../../lib/trial/json.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { folderWith, SPEC, spotnas } from './harness.ts';

/** A folder with a search of which one trial is complete, one failed, one is proposed. */
async function homeWithSearch(): Promise<string> {
  const home = join(folderWith(), 'home');
  const { trials } = await openStores(`file:${home}`);
  const spec = parseSpecification(SPEC, 'a.yaml');
  const space = createSpace(spec.space);
  await trials.createSearch('digits-1', spec as unknown as JsonObject);
  const random = randomStream(0, 'test');
  await trials.propose(
    [1, 2, 3].map((number) => {
      const architecture = space.sample(random);
      const architectureId = hashJson(architecture);
      const common = { searchId: 'digits-1', kind: 'search', generation: 1, round: 1, state: 'proposed' } as const;
      return { ...common, number, architecture, architectureId, key: `key-${number}`, recipe: spec.recipe, seed: 0 };
    }),
  );
  for (const number of [1, 2]) {
    await trials.predict({ searchId: 'digits-1', number }, { latencyMs: 1.5, parameters: 4321 }, true);
    await trials.lease({ searchId: 'digits-1', number }, 'attempt');
  }
  const result = { metrics: { accuracy: 0.97, loss: 0.1 }, curve: [0.97], weightsHash: 'abc' };
  await trials.complete({ searchId: 'digits-1', number: 1 }, 'attempt', result);
  await trials.fail({ searchId: 'digits-1', number: 2 }, 'attempt', 'the loss is NaN');
  return home;
}

describe('spotnas list', () => {
  it('shows every search with how far it is', async () => {
    const { code, stdout } = await spotnas(['list', '--home', await homeWithSearch()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id +status +trials +best\ndigits-1 +running +2 of 4 +97\.0 %\n$/);
  });

  it('is empty, and makes no folder, where nothing ran', async () => {
    const home = join(folderWith(), 'none');
    expect(await spotnas(['list', '--home', home, '--json'])).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await spotnas(['list', '--home', home])).toMatchObject({ code: 0, stdout: '' });
    expect(existsSync(home)).toBe(false);
  });
});

describe('spotnas status', () => {
  it('shows states and the best so far', async () => {
    const { stdout, stderr } = await spotnas(['status', 'digits-1', '--home', await homeWithSearch()]);
    expect(stdout).toContain('2 of 4 trials done, generation 1');
    expect(stdout).toMatch(/1 complete, 1 failed, 1 proposed/);
    expect(stdout).toMatch(/1 +97\.0 % +1\.50 ms +4,321 /);
    expect(stderr).toContain('spotnas resume digits-1');
  });

  it('is one JSON document with --json', async () => {
    const { stdout, stderr } = await spotnas(['status', 'digits-1', '--json', '--home', await homeWithSearch()]);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'digits-1',
      status: 'running',
      done: 2,
      budget: 4,
      trials: { complete: 1, failed: 1, proposed: 1 },
      leaderboard: [{ number: 1, score: 0.97, latencyMs: 1.5 }],
    });
    expect(stderr).toBe('');
  });

  it('exits with 2 for a search that is not there', async () => {
    const { code, stderr } = await spotnas(['status', 'digits-9', '--home', await homeWithSearch()]);
    expect(code).toBe(2);
    expect(stderr).toContain('id: got digits-9; allowed: digits-1');
  });
});

describe('spotnas evaluate', () => {
  it('exits with 2 for a search that has left no model yet', async () => {
    const { code, stderr } = await spotnas(['evaluate', 'digits-1', '--home', await homeWithSearch()]);
    expect(code).toBe(2);
    expect(stderr).toContain('id: got digits-1, which is running; allowed: a complete search');
  });
});
