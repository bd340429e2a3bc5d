import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { openStores } from '../../lib/store/open.ts';
import { type Contest, contests, type Outcome, RACERS } from '../suites/store/contests.ts';
import { judges } from '../suites/store/judges.ts';
import { type Race, TRIALS } from '../suites/store/racer.ts';
import { resultOf, trialOf } from '../suites/store/samples.ts';
import { SIZE } from '../suites/store/writer.ts';
import { temporaryFolder } from './folder.ts';
import { raceOf, start } from './processes.ts';

describe('processes that share a folder', () => {
  it('may all be the first to open it', async () => {
    expect(await raceOf<number>('opener.ts', 2, `file:${temporaryFolder()}`)).toEqual([0, 0]);
  });

  it('race for everything, and one of them wins each time', async () => {
    const location = `file:${temporaryFolder()}`;
    const races = await raceOf<Race>('racer.ts', 4, location);
    const { trials: store } = await openStores(location);
    const trials = await store.list('s');

    expect(races.filter(({ created }) => created)).toHaveLength(1);
    expect((await store.getSearch('s')).spec).toEqual({ seed: races.findIndex(({ created }) => created) });
    for (const { proposers } of races) expect(proposers).toEqual(trials.map(({ seed }) => seed));

    const winners = new Map(races.flatMap(({ published }, id) => published.map((number) => [number, id] as const)));
    expect(races.reduce((sum, { published }) => sum + published.length, 0)).toBe(TRIALS);
    expect(winners.size).toBe(TRIALS);
    for (const { number, attempt, state, result, failure } of trials) {
      const id = winners.get(number)!;
      expect(attempt).toBe(`racer-${id}`);
      const outcome =
        number % 5 === 0 ? { state: 'failed', failure: 'why' } : { state: 'complete', result: resultOf(id) };
      expect({ state, ...(result && { result }), ...(failure && { failure }) }).toEqual(outcome);
    }
    const known = ['SearchConflictError', 'TrialFinishedError', 'LeaseLostError'];
    expect(known).toEqual(expect.arrayContaining([...new Set(races.flatMap(({ refusals }) => refusals))]));
  });
});

describe('fifty processes that share a folder', () => {
  it('race for every transition, and one of them wins each time', async () => {
    const location = `file:${temporaryFolder()}`;
    const stores = await openStores(location);
    const racers = Array.from({ length: RACERS }, (_, id) => {
      const { stdin, stdout } = start('contestant.ts', location, String(id));
      return { stdin, lines: createInterface(stdout)[Symbol.asyncIterator]() };
    });
    const answers = () => Promise.all(racers.map(async ({ lines }) => (await lines.next()).value as string));
    expect(new Set(await answers())).toEqual(new Set(['ready']));
    for (const [name, { prepare }] of Object.entries<Contest>(contests)) {
      await prepare(stores);
      for (const { stdin } of racers) stdin.write(`${name}\n`);
      const outcomes = (await answers()).map((line) => JSON.parse(line) as Outcome);
      await judges[name as keyof typeof contests](stores, outcomes);
    }
    for (const { stdin } of racers) stdin.end();
  });
});

describe('a process that is killed while it writes', () => {
  it('loses nothing that it said was stored', async () => {
    const location = `file:${temporaryFolder()}`;
    const random = randomStream(7, 'kills');
    let last = 0;
    for (let kill = 0; kill < 5; kill++) {
      const writer = start('writer.ts', location);
      const until = last + 1 + random.integer(12);
      for await (const line of createInterface(writer.stdout)) {
        last = Number(line);
        if (last >= until) writer.kill('SIGKILL');
      }
      const { trials: store, artefacts } = await openStores(location);
      const trials = await store.list('s');
      const published = trials.slice(0, last);
      expect(published.map(({ number }) => number)).toEqual(published.map((_, i) => i + 1));
      for (const { number, ...trial } of published) {
        expect(trial).toMatchObject({ state: 'complete', attempt: `attempt-${number}`, result: resultOf(number) });
        expect(await artefacts.get(`weights/${number}`)).toEqual(new Uint8Array(10).fill(number));
      }
      const shared = (await artefacts.get('shared'))!;
      expect(shared).toHaveLength(SIZE);
      expect(new Set(shared).size).toBe(1);
      expect(shared[0]).toBeGreaterThanOrEqual(last);
      const weights = [...published, trialOf(last + 1)].map(({ number }) => `weights/${number}`);
      expect(['shared', ...weights]).toEqual(expect.arrayContaining([...(await artefacts.list(''))]));
    }
  });
});
