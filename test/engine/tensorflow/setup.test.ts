import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../lib/engine/tensorflow/addon.ts';
import { TENSORFLOW_VERSION } from '../../../lib/engine/tensorflow/setup/cache.ts';
import { type Decision, readDecision, writeDecision } from '../../../lib/engine/tensorflow/setup/decision.ts';
import { type SetupOptions, type SetupSteps, setUp } from '../../../lib/engine/tensorflow/setup/setup.ts';
import { setupSteps } from '../../../lib/engine/tensorflow/setup/steps.ts';
import { temporaryFolder } from './folder.ts';

/** How a pretended machine answers; a step given a reason fails with it. */
interface Machine {
  readonly installed?: string;
  readonly loads?: boolean;
  readonly tensorflow?: string;
  readonly stock?: string;
}

const NO_PIP = { tensorflow: 'no pip' };
const NOTHING = { tensorflow: 'no pip', stock: 'no network' };
const BOTH_REASONS = "no pip; tfjs-node's own TensorFlow: no network";
const STOCK: Omit<Decision, 'version'> = { fallback: 'stock', reason: 'no pip' };
const WASM: Omit<Decision, 'version'> = { fallback: 'wasm', reason: BOTH_REASONS };

/** Runs setup on a pretended machine, with a decision recorded before or not. */
async function setUpOn(
  machine: Machine,
  options: Partial<SetupOptions> = {},
  recorded?: Omit<Decision, 'version'>,
): Promise<{ changed: boolean | undefined; error: string | undefined; tried: string[]; decision: unknown }> {
  const cache = options.cache ?? temporaryFolder();
  if (recorded) writeDecision(recorded, cache);
  const tried: string[] = [];
  const step = (name: 'tensorflow' | 'stock') => async () => {
    tried.push(name);
    if (machine[name] !== undefined) throw new Error(machine[name]);
  };
  const steps: SetupSteps = {
    installed: () => machine.installed,
    async loads() {
      tried.push('loads');
      return machine.loads ?? true;
    },
    tensorflow: step('tensorflow'),
    stock: step('stock'),
  };
  const outcome = await setUp({ requested: undefined, device: undefined, retry: false, cache, ...options }, steps).then(
    (changed) => ({ changed, error: undefined }),
    (error: Error) => ({ changed: undefined, error: error.message }),
  );
  const { version: _, ...decision } = readDecision(cache) ?? { version: undefined };
  return { ...outcome, tried, decision };
}

const untouched = { changed: false, error: undefined, tried: [] };

describe('setup', () => {
  it('does nothing where wasm is asked for', async () => {
    expect(await setUpOn(NOTHING, { requested: 'wasm' }, STOCK)).toEqual({ ...untouched, decision: STOCK });
  });

  it('does nothing where the pinned version is installed', async () => {
    expect(await setUpOn({ installed: TENSORFLOW_VERSION })).toEqual({ ...untouched, decision: {} });
  });

  it('builds the pinned version where there is none, or another', async () => {
    const built = { changed: true, error: undefined, tried: ['tensorflow'], decision: {} };
    expect(await setUpOn({})).toEqual(built);
    expect(await setUpOn({ installed: '2.9.1' })).toEqual(built);
  });

  it('falls back to the stock version, and says why', async () => {
    const fallen = { changed: true, error: undefined, tried: ['tensorflow', 'stock'], decision: STOCK };
    expect(await setUpOn(NO_PIP)).toEqual(fallen);
    expect(await setUpOn(NO_PIP, { requested: 'tensorflow' })).toEqual(fallen);
  });

  it('falls back to wasm, and says why of both', async () => {
    const fallen = { changed: true, error: undefined, tried: ['tensorflow', 'stock'], decision: WASM };
    expect(await setUpOn(NOTHING)).toEqual(fallen);
  });

  it('fails where TensorFlow is demanded and there is neither', async () => {
    const failed = { changed: undefined, error: BOTH_REASONS, tried: ['tensorflow', 'stock'], decision: WASM };
    expect(await setUpOn(NOTHING, { requested: 'tensorflow' })).toEqual(failed);
    expect(await setUpOn(NOTHING, { requested: 'tensorflow' }, WASM)).toEqual(failed);
  });
});

describe('setup after a fallback', () => {
  it('keeps what was decided', async () => {
    expect(await setUpOn({}, {}, WASM)).toEqual({ ...untouched, decision: WASM });
    expect(await setUpOn({ installed: '2.9.1' }, {}, STOCK)).toEqual({ ...untouched, decision: STOCK });
  });

  it('tries again when told to, and forgets the decision when that succeeds', async () => {
    const built = { changed: true, error: undefined, tried: ['tensorflow'], decision: {} };
    expect(await setUpOn({}, { retry: true }, WASM)).toEqual(built);
    expect(await setUpOn({ installed: '2.9.1' }, { retry: true }, STOCK)).toEqual(built);
    expect(await setUpOn({}, { requested: 'tensorflow' }, WASM)).toEqual(built);
  });

  it('decides anew when trying again fails', async () => {
    const fallen = { changed: true, error: undefined, tried: ['tensorflow', 'stock'], decision: STOCK };
    expect(await setUpOn(NO_PIP, { retry: true }, WASM)).toEqual(fallen);
  });

  it('installs the stock version again where node_modules is new', async () => {
    const again = { changed: true, error: undefined, tried: ['stock'] };
    expect(await setUpOn({}, {}, STOCK)).toEqual({ ...again, decision: STOCK });
    expect(await setUpOn({ stock: 'no network' }, {}, STOCK)).toEqual({ ...again, decision: WASM });
  });

  it('does not hold a decision about another version against this one', async () => {
    const cache = temporaryFolder();
    writeFileSync(join(cache, 'tensorflow-decision.json'), JSON.stringify({ version: '2.20.0', ...WASM }));
    expect(await setUpOn({}, { cache })).toMatchObject({ changed: true, tried: ['tensorflow'] });
  });
});

describe('setup told to check', () => {
  const retry = { retry: true };

  it('keeps an addon that loads', async () => {
    const checked = { changed: false, error: undefined, tried: ['loads'], decision: {} };
    expect(await setUpOn({ installed: TENSORFLOW_VERSION }, retry)).toEqual(checked);
  });

  it('replaces one that does not', async () => {
    const replaced = { changed: true, error: undefined, tried: ['loads', 'tensorflow'], decision: {} };
    expect(await setUpOn({ installed: TENSORFLOW_VERSION, loads: false }, retry)).toEqual(replaced);
  });
});

describe('setup for a demanded device', () => {
  const device = 'cuda';

  it('has no fallback and records none', async () => {
    const failed = { changed: undefined, error: 'no pip', tried: ['tensorflow'] };
    expect(await setUpOn(NO_PIP, { device })).toEqual({ ...failed, decision: {} });
    expect(await setUpOn(NO_PIP, { device }, STOCK)).toEqual({ ...failed, decision: STOCK });
  });

  it('tries whatever was decided without it, and forgets that when it succeeds', async () => {
    const built = { changed: true, error: undefined, tried: ['tensorflow'], decision: {} };
    expect(await setUpOn({}, { device }, WASM)).toEqual(built);
    expect(await setUpOn({ installed: '2.9.1' }, { device }, STOCK)).toEqual(built);
  });

  it('does not take an addon for another device as installed', () => {
    const manifest = readManifest();
    const installed = ([undefined, 'cpu', 'cuda'] as const).map((one) => setupSteps(one, () => {}).installed());
    const versionFor = (one: string) => (manifest?.device === one ? manifest.version : undefined);
    expect(installed).toEqual([manifest?.version, versionFor('cpu'), versionFor('cuda')]);
  });
});
