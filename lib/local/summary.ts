import { bestFinalist, finalists } from '../pipeline/finalists.ts';
import { footprintOf } from '../pipeline/footprint.ts';
import { leaderboard } from '../pipeline/leaderboard.ts';
import { type Measurement, readMeasurements } from '../pipeline/measurement.ts';
import { createSpace } from '../space/registry.ts';
import { latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import { specificationOf } from '../spec/stored.ts';
import type { Stores } from '../store/ports.ts';
import { bestModelKey, reportKey } from '../trial/keys.ts';
import { scoresOf, testScore } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import type { MeasuredFinalist, Ranked, SearchSummary } from './events.ts';

/** How many rows the leaderboard of a summary has. */
const ROWS = 10;

/** What a finished search leaves behind. @throws Error when no finalist was trained to the end. */
export async function summarise({ trials: store, ledger, artefacts }: Stores, id: string): Promise<SearchSummary> {
  const spec = specificationOf(await store.getSearch(id));
  const trials = await store.list(id);
  const space = createSpace(spec.space);
  const measurements = await readMeasurements({ artefacts }, id, spec);
  const winner = bestFinalist(trials, measurements);
  if (!winner) throw new Error(`search ${id} has no trained finalist`);
  const ranked = leaderboard(trials).map((trial) =>
    row(trial, (architecture) => space.describe(space.parse(architecture))),
  );
  const best = ranked.find(({ number }) => trials[number - 1]?.architectureId === winner.trial.architectureId)!;
  const withTest = { ...best, testScore: testScore(winner.trial)! };
  return {
    id,
    objective: spec.objective,
    trials: countBy(trials, ({ state }) => state),
    best: withTest,
    leaderboard: [withTest, ...ranked.filter(({ number }) => number !== best.number)].slice(0, ROWS),
    ...(measurements.length > 0 && { measured: measuredFinalists(trials, spec, measurements) }),
    footprint: footprintOf(trials, await ledger.charges(id)),
    report: artefacts.locate(reportKey(id)),
    model: artefacts.locate(bestModelKey(id)),
    weightsHash: winner.trial.result!.weightsHash,
  };
}

function row(trial: Trial, describe: (architecture: Trial['architecture']) => string): Ranked {
  const { number, architecture, predicted } = trial;
  return {
    number,
    architecture,
    description: describe(architecture),
    ...scoresOf(trial),
    latencyMs: predicted!.latencyMs!,
    parameters: predicted!.parameters!,
  };
}

function measuredFinalists(
  trials: readonly Trial[],
  { constraints }: Specification,
  measurements: readonly Measurement[],
): readonly MeasuredFinalist[] {
  const devices = latencyDevices(constraints.latencyMs);
  const found = new Map(leaderboard(trials).map((trial) => [trial.architectureId, trial]));
  return finalists(trials, measurements).flatMap(({ architectureId, measured }) => {
    const { number, predicted } = found.get(architectureId)!;
    return devices.flatMap(({ device, metric }) => {
      const one = measured[device];
      return one ? [{ number, device, predictedMs: predicted![metric]!, ...one }] : [];
    });
  });
}

function countBy<T, K extends string>(items: readonly T[], keyOf: (item: T) => K): Partial<Record<K, number>> {
  const counted: Partial<Record<K, number>> = {};
  for (const item of items) counted[keyOf(item)] = (counted[keyOf(item)] ?? 0) + 1;
  return counted;
}
