import { modelEnergyMj } from '../../lib/hardware/energy/model.ts';
import type { RandomStream } from '../../lib/math/random.ts';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { bestFinalist } from '../../lib/pipeline/finalists.ts';
import { leaderboard } from '../../lib/pipeline/leaderboard.ts';
import type { ReportInput } from '../../lib/report/report.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem, Space } from '../../lib/space/space.ts';
import { latencyDevices } from '../../lib/spec/predicted-devices.ts';
import type { Specification } from '../../lib/spec/specification.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Strategy } from '../../lib/strategy/strategy.ts';
import { hashJson } from '../../lib/trial/json.ts';
import type { JsonObject, Trial } from '../../lib/trial/trial.ts';
import { recipeOf } from '../trial/recipe.ts';

export interface SampleOptions {
  readonly trials: number;
  readonly seeds: number;
  readonly space: Specification['space'];
  readonly limit: number | undefined;
}

const DEFAULTS: SampleOptions = {
  trials: 32,
  seeds: 3,
  space: { name: 'nasbench201', channels: 8, cells: 1, stemStride: 2 },
  limit: 0.42,
};

const PROBLEM: Problem = { task: 'classification', input: [28, 28, 1], classes: 10 };

/** A search as it would have gone, without training: real proposals, costs and order, made-up accuracies. */
export function sampleInput(options: Partial<SampleOptions> = {}): ReportInput {
  const { trials: budget, seeds, space: spaceSpec, limit } = { ...DEFAULTS, ...options };
  const spec = specification(budget, seeds, spaceSpec, limit);
  const space = createSpace(spec.space);
  const searched = search(spec, space);
  const trials = [...searched, ...retrain(spec, searched)];
  const winner = bestFinalist(trials)?.trial ?? leaderboard(trials)[0];
  return {
    search: { id: 'digits-20261107-k3v9', spec },
    trials,
    data: {
      digest: hashJson('digits'),
      input: PROBLEM.input,
      classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
      counts: { train: 6500, validation: 1500, test: 2000 },
    },
    ...(winner && { network: space.network(space.parse(winner.architecture), PROBLEM) }),
    describe: (architecture) => space.describe(space.parse(architecture)),
    footprint: { kwh: 0.0214, kgCo2e: 0.00811, assumption: 'made up' },
    trainer: 'graph/tensorflow-2.21.0-cpu',
    model: '/home/ada/.spotnas/artefacts/searches/digits-20261107-k3v9/best/model.json',
  };
}

function specification(
  trials: number,
  seeds: number,
  space: Specification['space'],
  limit: number | undefined,
): Specification {
  return {
    name: 'digits',
    seed: 7,
    data: { source: 'mnist', validation: 0.15, test: 0.2 },
    space,
    strategy: { name: 'regularised-evolution', population: 10, sample: 3 },
    recipe: recipeOf({ epochs: 2, learningRate: 0.05 }),
    objective: 'accuracy',
    minimise: [],
    limits: {},
    constraints: limit === undefined ? {} : { latencyMs: { max: limit, confidence: 0.9, device: 'this-machine' } },
    budget: { trials },
    generation: 8,
    finalists: { count: 3, seeds, epochs: 10 },
    compute: { device: 'gpu', onDemand: true, packing: 1 },
    trialsPerJob: 4,
  };
}

/** As the pipeline does: generations, filled in rounds; the fifth trial runs out of memory. */
function search(spec: Specification, space: Space): readonly Trial[] {
  const strategy = createStrategy(spec.strategy, { space, seed: spec.seed });
  const trials: Trial[] = [];
  const feasible = () => trials.filter(({ state }) => state !== 'infeasible').length;
  for (let generation = 1; feasible() < spec.budget.trials; generation++) {
    const target = Math.min(spec.budget.trials, generation * spec.generation);
    for (let round = 1; feasible() < target; round++) {
      const proposed = strategy.suggest(target - feasible());
      const evaluated = proposed.map(({ architecture }, i) =>
        evaluate(spec, space, { architecture, number: trials.length + 1 + i, generation, round }),
      );
      trials.push(...evaluated);
      tell(strategy, evaluated);
    }
  }
  return trials;
}

function tell(strategy: Strategy, trials: readonly Trial[]): void {
  strategy.update(
    trials.map(({ number, architecture, state, result }) => {
      if (state === 'complete') return { number, architecture, outcome: state, score: result!.metrics.accuracy! };
      return { number, architecture, outcome: state === 'infeasible' ? state : 'failed' };
    }),
    [],
  );
}

type Proposal = Pick<Trial, 'architecture' | 'number' | 'generation' | 'round'>;

function evaluate(spec: Specification, space: Space, proposal: Proposal): Trial {
  const { architecture, number } = proposal;
  const network = space.network(architecture, PROBLEM);
  const { parameters, macs, peakActivationBytes } = counts(network);
  const random = randomStream(3, 'sample', number);
  const latencyMs = 0.045 + macs / 3.2e6 + peakActivationBytes / 2e6 + 0.004 * random.uniform();
  const trial: Trial = {
    searchId: 'digits-20261107-k3v9',
    ...proposal,
    kind: 'search',
    architectureId: hashJson(architecture),
    key: hashJson(['key', architecture]),
    recipe: spec.recipe,
    seed: spec.seed,
    predicted: { latencyMs, energyMj: modelEnergyMj(network), parameters, macs, peakActivationBytes },
    state: 'complete',
  };
  if (latencyMs > (latencyDevices(spec.constraints.latencyMs)[0]?.bound?.max ?? Number.POSITIVE_INFINITY))
    return { ...trial, state: 'infeasible' };
  if (number === 5) return { ...trial, state: 'failed', failure: 'OutOfMemory: the container was killed at 4096 MiB' };
  const accuracy = shortAccuracy(space, architecture, macs, random);
  return {
    ...trial,
    result: {
      metrics: { accuracy, loss: 3 * (1 - accuracy) },
      curve: [accuracy - 0.05, accuracy],
      weightsHash: hashJson(['weights', number]),
    },
  };
}

/** More work helps, with a share that depends on the architecture; one in ten learns next to nothing. */
function shortAccuracy(space: Space, architecture: JsonObject, macs: number, random: RandomStream): number {
  const taste = space.encode(architecture).reduce((sum, feature, i) => sum + feature * Math.sin(7 * i + 1), 0);
  if (macs < 420_000 && taste < 0) return 0.11 + 0.5 * random.uniform();
  const error = 0.05 + 0.13 * Math.exp(-macs / 350_000) - 0.004 * taste + 0.004 * random.normal();
  return Math.round((1 - Math.max(0.012, error)) * 1500) / 1500;
}

function retrain(spec: Specification, searched: readonly Trial[]): readonly Trial[] {
  const { count, seeds, epochs } = spec.finalists;
  return leaderboard(searched)
    .slice(0, count)
    .flatMap((trial, rank) =>
      Array.from({ length: seeds }, (_, i): Trial => {
        const number = searched.length + rank * seeds + i + 1;
        const random = randomStream(5, 'final', number);
        const accuracy = Math.round((0.9845 - 0.0015 * rank + 0.0012 * random.normal()) * 1500) / 1500;
        const testAccuracy = Math.round((accuracy - 0.0006 + 0.0015 * random.normal()) * 2000) / 2000;
        const curve = Array.from({ length: epochs }, (_, epoch) =>
          epoch === epochs - 1 ? accuracy : accuracy - 0.07 * Math.exp(-epoch / 2) - 0.003 * random.uniform(),
        );
        return {
          ...trial,
          number,
          kind: 'final',
          generation: trial.generation + 1,
          seed: spec.seed + i + 1,
          key: hashJson(['final', number]),
          recipe: { ...spec.recipe, epochs },
          result: { metrics: { accuracy, testAccuracy }, curve, weightsHash: hashJson(['weights', number]) },
        };
      }),
    );
}
