import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { publishReport } from '../../lib/report/publish.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { sampleInput } from './sample.ts';

vi.mock('../../lib/pipeline/context.ts', () => ({ loadContext: vi.fn() }));

const { search, data, trials } = sampleInput({ trials: 4, seeds: 1 });
const execution = 'execution-1';
const target = { queue: 'q', onDemandQueue: 'o', definition: 'd', onDemand: true };
const state = {
  searchId: search.id,
  execution,
  generation: 1,
  next: 'REPORT',
  work: [],
  maxConcurrency: 1,
  jobs: { prepare: target, train: target },
  passes: 0,
  continueAfter: 1,
} as const;

/** Ports that hold one search in memory; every final trial left a model. */
function portsWith(held: readonly Trial[]) {
  const artefacts = new Map<string, Uint8Array>();
  const models = held.map((trial) => {
    if (!trial.result || trial.kind === 'search') return trial;
    const model = `searches/${search.id}/trials/${trial.number}/model`;
    for (const name of ['model.json', 'weights.bin']) {
      artefacts.set(`${model}/${name}`, new TextEncoder().encode(`${name} of ${trial.number}`));
    }
    return { ...trial, result: { ...trial.result, model } };
  });
  const finished: string[] = [];
  const ports = {
    trials: {
      getSearch: async () => ({ execution }),
      list: async () => models,
      setSearchStatus: async (id: string, status: string) => void finished.push(`${id} ${status}`),
    },
    ledger: { charges: async () => [] },
    artefacts: {
      put: async (key: string, bytes: Uint8Array) => void artefacts.set(key, bytes),
      get: async (key: string) => artefacts.get(key),
      list: async (prefix: string) => [...artefacts.keys()].filter((key) => key.startsWith(prefix)),
      locate: (key: string) => `/store/${key}`,
    },
  } as unknown as Ports;
  const text = (key: string) => new TextDecoder().decode(artefacts.get(`searches/${search.id}/${key}`));
  return { ports, finished, text, artefacts };
}

describe('publishReport', () => {
  beforeEach(() => {
    const problem = { task: 'classification', input: data.input, classes: data.classes.length };
    const space = createSpace(search.spec.space);
    vi.mocked(loadContext).mockResolvedValue({
      searchId: search.id,
      spec: search.spec,
      space,
      manifest: data,
      problem,
      trainer: 'graph/tensorflow-2.21.0-cpu',
    } as never);
  });

  it('leaves the report and the model of the best finalist, and closes the search', async () => {
    const { ports, finished, text } = portsWith(trials);
    await publishReport(ports, state);
    const shipped = Number(text('report.html').match(/final winner" data-trial="(\d+)"/)![1]);
    expect(text('best/model.json')).toBe(`model.json of ${shipped}`);
    expect(text('best/weights.bin')).toBe(`weights.bin of ${shipped}`);
    expect(text('report.html')).toContain(`/store/searches/${search.id}/best/model.json`);
    expect(finished).toEqual([`${search.id} complete`]);
  });

  it('writes the same again when it is repeated', async () => {
    const { ports, artefacts } = portsWith(trials);
    await publishReport(ports, state);
    const before = new Map(artefacts);
    await publishReport(ports, state);
    expect(artefacts).toEqual(before);
  });

  it('writes the report, but fails, when no finalist was trained', async () => {
    const { ports, finished, text } = portsWith(trials.filter(({ kind }) => kind === 'search'));
    await expect(publishReport(ports, state)).rejects.toMatchObject({ name: 'NoFinalistCompleted' });
    expect(text('report.html')).toContain('not yet retrained or tested');
    expect(finished).toEqual([]);
  });

  it('does not close a search whose winner left no model', async () => {
    const { ports, finished, artefacts } = portsWith(trials);
    artefacts.clear();
    await expect(publishReport(ports, state)).rejects.toThrow(/final trial \d+ .* left no model/);
    expect(finished).toEqual([]);
  });
});
