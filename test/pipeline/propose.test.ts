import { describe, expect, it } from 'vitest';
import { writeManifest } from '../../lib/data/manifest.ts';
import { randomStream } from '../../lib/math/random.ts';
import { buildable } from '../../lib/pipeline/buildable.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import type { SearchState } from '../../lib/pipeline/state.ts';
import { propose } from '../../lib/pipeline/steps/propose.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { memoryStores } from '../chaos/memory.ts';
import { resultOf, trialOf } from '../suites/store/samples.ts';
import { manifest } from './manifest.ts';

const SEARCH = 'new-1';
const EARLIER = 'old-1';
const EXECUTION = 'e';

async function search(fields: string, space = 'nasbench201', trials = 16): Promise<Ports> {
  const ports: Ports = { ...(await memoryStores(new Map())), trainers: { gpu: 'layers/fake', cpu: 'layers/fake' } };
  const text = `name: new\ndata: mnist\nspace: ${space}\nbudget: { trials: ${trials} }\ngeneration: ${Math.min(trials, space === 'nasbench201' ? 8 : 16)}\n${fields}\n`;
  await ports.trials.createSearch(SEARCH, parseSpecification(text, 'a.yaml') as unknown as JsonObject);
  await ports.trials.holdSearch(SEARCH, { execution: EXECUTION });
  await writeManifest(ports.artefacts, SEARCH, manifest);
  return ports;
}

const state = { searchId: SEARCH, execution: EXECUTION, generation: 1, passes: 0 } as unknown as SearchState;

describe('proposals of a strategy of several fidelities', () => {
  it('are trained for a share of the epochs, which their trials tell', async () => {
    const ports = await search('strategy: hyperband\nrecipe: { epochs: 9 }');
    await propose(ports, state);
    const trials = await ports.trials.list(SEARCH);
    expect(trials).toHaveLength(8);
    for (const { fidelity, recipe } of trials)
      expect({ fidelity, epochs: recipe.epochs }).toEqual({ fidelity: 0.1, epochs: 1 });
  });
});

describe('a warm start', () => {
  const space = createSpace({ name: 'nasbench201' });
  const architectures = Array.from({ length: 6 }, (_, i) => space.sample(randomStream(i, 'earlier')));

  async function withEarlier(ports: Ports, of: readonly JsonObject[] = architectures): Promise<void> {
    await ports.trials.createSearch(EARLIER, {});
    for (const [i, architecture] of of.entries()) {
      const trial = trialOf(i + 1, { searchId: EARLIER, architecture });
      await ports.trials.propose([trial]);
      await ports.trials.predict(trial, {}, true);
      await ports.trials.lease(trial, 'a');
      await ports.trials.complete(trial, 'a', resultOf([0.5, 0.9, 0.6, 0.8, 0.7, 0.4][i]!));
    }
  }

  it('begins with the best of an earlier search, and goes on with the strategy, none twice', async () => {
    const ports = await search(`strategy: random\nwarmStart: ${EARLIER}`);
    await withEarlier(ports);
    await propose(ports, state);
    const trials = await ports.trials.list(SEARCH);
    expect(trials.slice(0, 4).map(({ architecture }) => architecture)).toEqual(
      [1, 3, 4, 2].map((i) => architectures[i]),
    );
    expect(trials).toHaveLength(8);
    expect(new Set(trials.map(({ architectureId }) => architectureId)).size).toBe(8);
  });

  it('trains the best one alone where that is the budget', async () => {
    const ports = await search(`strategy: random\nwarmStart: ${EARLIER}\nfinalists: { count: 1 }`, 'nasbench201', 1);
    await withEarlier(ports);
    await propose(ports, state);
    const trials = await ports.trials.list(SEARCH);
    expect(trials.map(({ architecture }) => architecture)).toEqual([architectures[1]]);
  });

  it('needs a search with results, of the same space', async () => {
    const ports = await search(`strategy: random\nwarmStart: ${EARLIER}`);
    await expect(propose(ports, state)).rejects.toThrow(`warmStart: got ${EARLIER}, which has no complete trial`);
    await withEarlier(ports, [{ space: 'mobile' }]);
    await expect(propose(ports, state)).rejects.toThrow('allowed: a search of space nasbench201');
  });
});

describe('a space that a person wrote', () => {
  it('may have architectures whose layers do not fit: they are proposed, and have a key', async () => {
    const layers = [
      '{ op: conv2d, filters: { choice: [8, 12] }, kernel: 3 }',
      '{ op: groupNorm, groups: { choice: [1, 2, 4, 8] }, when: { wide: true } }',
    ];
    const choices = '{ wide: [false, true] }';
    const ports = await search(
      `strategy: grid`,
      `{ name: custom, choices: ${choices}, layers: [${layers.join(', ')}] }`,
    );
    await propose(ports, state);
    const trials = await ports.trials.list(SEARCH);
    const context = await loadContext(ports, SEARCH);
    const networks = trials.map(({ architecture }) => buildable(context, architecture));
    expect(networks.filter((network) => network === undefined)).toHaveLength(1);
    expect(new Set(trials.map(({ key }) => key)).size).toBe(trials.length);
  });
});
