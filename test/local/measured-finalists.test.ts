import { describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { summarise } from '../../lib/local/summary.ts';
import { bestFinalist } from '../../lib/pipeline/finalists.ts';
import { readMeasurements } from '../../lib/pipeline/measurement.ts';
import { reportKey } from '../../lib/trial/keys.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { type Simulation, simulation, specOf } from './simulation.ts';

const limited = (max = 1000, fields: object = {}) => specOf({ constraints: { latencyMs: { max } }, ...fields });
const outcome = (trials: readonly Trial[]) => trials.map(({ attempt: _attempt, ...trial }) => trial);
const measured = async ({ ports }: Simulation) => (await readMeasurements(ports, 'sim-1', { constraints: {} }))[0];

/** An engine that counts how often it measured, and takes `slowdown` times as long for every time but the first. */
function drifting(slowdown: number, change: (ms: number, network: number) => number = (ms) => ms) {
  const steady = fakeEngine();
  let calls = 0;
  const time: Engine['time'] = (networks, rounds) => {
    const again = calls++ > 0;
    return steady.time(networks, rounds).map((ms, i) => (again ? change(slowdown * ms, i) : ms));
  };
  return { engine: { ...steady, time } satisfies Engine, calls: () => calls };
}

/** Networks of the profile that are measured again, before the finalists. */
const ANCHORS = 8;

describe('finalists', () => {
  it('are measured again, once, and take what was predicted whatever the speed of the machine', async () => {
    const one = await simulation();
    const { engine, calls } = drifting(1.6);
    await one.run({ spec: limited(), engine });
    await one.run({ engine });
    expect(calls()).toBe(2);
    const { slowdown, finalists } = (await measured(one))!;
    expect(slowdown).toBeCloseTo(1.6, 6);
    const finals = (await one.trials()).filter(({ kind }) => kind === 'final');
    expect(Object.keys(finalists).sort()).toEqual([...new Set(finals.map((trial) => trial.architectureId))].sort());
    for (const { architectureId, predicted } of finals) {
      const { clockMs, latencyMs, holds } = finalists[architectureId]!;
      expect(latencyMs / predicted!.latencyMs!).toBeCloseTo(1, 2);
      expect(clockMs / latencyMs).toBeCloseTo(1.6, 6);
      expect(holds).toBe('yes');
    }
  });

  it.each([
    ['no limit', {}, false],
    ['a limit on something else', { constraints: { macs: { max: 1e9 } } }, false],
    ['latency as an objective', { strategy: 'nsga2', minimise: ['latencyMs'] }, true],
  ])('with %s are measured: %j -> %s', async (_, fields, expected) => {
    const one = await simulation();
    const { engine, calls } = drifting(1);
    await one.run({ spec: specOf(fields), engine });
    expect(calls()).toBe(expected ? 2 : 1);
    expect((await measured(one)) !== undefined).toBe(expected);
  });

  it('change nothing of the search by what they take', async () => {
    const [calm, rough] = [await simulation(), await simulation()];
    await calm.run({ spec: limited(), engine: drifting(1).engine });
    await rough.run({ spec: limited(), engine: drifting(1, (ms, i) => (i < ANCHORS ? ms : 9000 * ms)).engine });
    expect(Object.values((await measured(rough))!.finalists).map(({ holds }) => holds)).toEqual(['no', 'no']);
    expect(outcome(await rough.trials())).toEqual(outcome(await calm.trials()));
  });

  it('that break the limit do not win where another holds it', async () => {
    const one = await simulation();
    await one.run({ spec: limited(), engine: drifting(1, (ms, i) => (i === ANCHORS ? 9000 * ms : ms)).engine });
    const trials = await one.trials();
    const [first, second] = [bestFinalist(trials)!, bestFinalist(trials, [(await measured(one))!])!];
    expect(second.finalist.architectureId).not.toBe(first.finalist.architectureId);
    const { weightsHash } = second.trial.result!;
    expect(new TextDecoder().decode(await one.ports.artefacts.get(reportKey('sim-1')))).toContain(weightsHash);
    expect((await summarise(one.ports, 'sim-1')).weightsHash).toBe(weightsHash);
  });

  it('that could not be measured are reported all the same, and measured when the search is resumed', async () => {
    const one = await simulation();
    const { engine } = drifting(1);
    let calls = 0;
    const broken: Engine = {
      ...engine,
      time: (...all) => {
        if (calls++ === 1) throw new Error('the container was killed');
        return engine.time(...all);
      },
    };
    await one.run({ spec: limited(), engine: broken });
    expect((await one.ports.trials.getSearch('sim-1')).status).toBe('complete');
    expect(await measured(one)).toBeUndefined();
    await one.run({ engine: broken });
    expect(await measured(one)).toBeDefined();
  });

  it('killed at any moment and resumed are measured once, and nothing is lost', async () => {
    const calm = await simulation();
    await calm.run({ spec: limited(), engine: drifting(1).engine });
    const [expected, latencies] = [outcome(await calm.trials()), await measured(calm)];
    for (let calls = 16; calls < 34; calls += 2) {
      const one = await simulation();
      const { engine, calls: counted } = drifting(1);
      await one.run({ spec: limited(), engine, calls });
      await one.run({ spec: limited(), engine });
      expect(outcome(await one.trials()), `killed after ${calls} calls`).toEqual(expected);
      expect(await measured(one), `killed after ${calls} calls`).toEqual(latencies);
      expect(counted(), `killed after ${calls} calls`).toBe(2);
    }
  });
});
