import { describe, expect, it } from 'vitest';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { bestFinalist } from '../../lib/pipeline/finalists.ts';
import { leaderboard } from '../../lib/pipeline/leaderboard.ts';
import { reportKey } from '../../lib/trial/keys.ts';
import { reward, validationScore } from '../../lib/trial/score.ts';
import type { Trial, TrialResult } from '../../lib/trial/trial.ts';
import { phone } from './devices.ts';
import { learns, simulation, specOf } from './simulation.ts';

const latency = ({ predicted }: Trial) => predicted!.latencyMs!;

/** What is slower is more accurate, less and less. */
const slowly = (trial: Trial): TrialResult => {
  const accuracy = 1 - 0.5 * Math.exp(-latency(trial) / 4);
  const result = learns(trial);
  return { ...result, metrics: { ...result.metrics, accuracy } };
};

const TARGET = 17;
const specWith = (bound: object) =>
  specOf({ budget: { trials: 32 }, constraints: { latencyMs: { max: TARGET, device: 'phone', ...bound } } });

async function searched(spec: object, kills: readonly number[] = []) {
  const { ports, run, trials } = await simulation();
  await deviceCatalogue(ports.artefacts).put(phone());
  for (const calls of kills) await run({ spec, fate: slowly, calls });
  await run({ spec, fate: slowly });
  return { ports, trials: await trials() };
}

describe('a search with a soft bound on latency', () => {
  it.each([
    ['as MnasNet has it', true],
    ['that is hard beyond the bound', { alpha: 0, beta: -1 }],
  ])('%s chooses what lies nearer to it, and rules nothing out', async (_, soft) => {
    const [free, bounded] = [await searched(specWith({ max: 1000 })), await searched(specWith({ soft }))];
    const off = ({ trials }: typeof free) => Math.abs(latency(bestFinalist(trials)!.trial) - TARGET);
    expect(off(bounded)).toBeLessThan(off(free));
    expect(bounded.trials.every(({ state }) => state === 'complete')).toBe(true);
    expect(bounded.trials.some((trial) => latency(trial) > TARGET + 1)).toBe(true);
    const ids = ({ trials }: typeof free) => trials.map(({ architectureId }) => architectureId);
    expect(ids(bounded)).not.toEqual(ids(free));
  });

  it('ranks by reward, keeps scores what they are, and says so', async () => {
    const { trials, ports } = await searched(specWith({ soft: { alpha: 0, beta: -1 } }));
    const ranked = leaderboard(trials);
    const best = ranked[0]!;
    expect(ranked.every((trial) => reward(trial) <= reward(best))).toBe(true);
    expect(ranked.some((trial) => validationScore(trial) > validationScore(best))).toBe(true);
    expect(validationScore(best)).toBe(best.result!.metrics.accuracy);
    const report = new TextDecoder().decode(await ports.artefacts.get(reportKey('sim-1')));
    expect(report).toContain('accuracy × (latency on phone / 17\u202Fms)^(0 within, -1 beyond)');
  });

  it('killed and resumed proposes what it would have', async () => {
    const spec = specWith({ soft: true });
    const outcome = ({ trials }: Awaited<ReturnType<typeof searched>>) =>
      trials.map(({ attempt: _, ...trial }) => trial);
    expect(outcome(await searched(spec, [9, 14, 20]))).toEqual(outcome(await searched(spec)));
  });
});
