import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { measureFinalists } from '../../containers/trainer/measure-finalists.ts';
import { prepare } from '../../containers/trainer/prepare.ts';
import { handler as latencyPredictor } from '../../lambdas/latency-predictor/handler.ts';
import { handler as strategy } from '../../lambdas/strategy/handler.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { localDefinition } from '../../lib/local/definition.ts';
import { execute } from '../../lib/local/execute.ts';
import { workOf } from '../../lib/local/trainer.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { STORE_VARIABLE } from '../../lib/store/environment.ts';
import { openStores } from '../../lib/store/open.ts';
import { TRAINER_VARIABLE } from '../../lib/trial/environment.ts';
import { modelPrefix } from '../../lib/trial/keys.ts';
import type { Trial, TrialResult } from '../../lib/trial/trial.ts';
import type { SearchWork } from '../../lib/trial/work-item.ts';
import { idx } from '../data/idx.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';

const TRAINER = 'layers/fake';
const projectRoot = resolve(import.meta.dirname, '..', '..');
const definition = localDefinition(projectRoot, TRAINER);

/** What a container does with a trial: its result, or `dies` without one; an Error is the trial's own failure. */
export type Fate = (trial: Trial) => TrialResult | 'dies' | Error;

export interface Simulation {
  /** Folder of the stores. */
  readonly home: string;
  readonly ports: Ports;
  /** Runs or resumes the search in simulated containers. @param calls after so many service calls everything is killed */
  run(options?: {
    spec?: object;
    id?: string;
    fate?: Fate;
    /** What measures. */
    engine?: Engine;
    calls?: number;
    input?: object;
  }): Promise<void>;
  trials(id?: string): Promise<readonly Trial[]>;
  /** Numbers of the trials that containers have begun, in order. */
  readonly begun: number[];
}

/** The real state machine, steps and stores, on a device and with trainings that only pretend. */
export async function simulation(): Promise<Simulation> {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-simulation-'));
  onTestFinished(() => rmSync(home, { recursive: true, maxRetries: 5 }));
  const location = `file:${home}`;
  const ports: Ports = { ...(await openStores(location)), trainers: { gpu: TRAINER, cpu: TRAINER } };
  const begun: number[] = [];
  return {
    home,
    ports,
    begun,
    trials: (id = 'sim-1') => ports.trials.list(id),
    async run({ spec, id = 'sim-1', fate = learns, engine = fakeEngine(), calls = Infinity, input = {} } = {}) {
      Object.assign(process.env, { [STORE_VARIABLE]: location, [TRAINER_VARIABLE]: TRAINER });
      const killed = new AbortController();
      let left = calls;
      const orDie = async <T>(work: () => Promise<T>): Promise<T> => {
        if (left-- <= 0) killed.abort();
        // A killed process answers nobody.
        return killed.signal.aborted ? Promise.withResolvers<T>().promise : work();
      };
      const services = {
        lambda: (name: string, event: unknown) =>
          orDie<unknown>(() => (name === 'strategy' ? strategy : latencyPredictor)(event as never)),
        batch: (job: Parameters<typeof workOf>[0]) =>
          orDie(() => container(ports, workOf(job), { fate, engine }, begun)),
      };
      const ended = execute(
        definition,
        { Name: id, Input: { searchId: id, maxConcurrency: 1, ...input, ...(spec && { spec }) } },
        { services, signal: killed.signal, retryMs: 0 },
      );
      const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
      killed.signal.addEventListener('abort', () => abort());
      await Promise.race([ended, aborted]);
    },
  };
}

async function container(
  ports: Ports,
  work: SearchWork,
  { fate, engine }: { readonly fate: Fate; readonly engine: Engine },
  begun: number[],
): Promise<void> {
  if (work.kind === 'prepare') return prepare(ports, engine, work.searchId, () => {});
  if (work.kind === 'measure') return measureFinalists(ports, engine, work.searchId, () => {});
  for (const number of work.trials) {
    const ref = { searchId: work.searchId, number };
    begun.push(number);
    const trial = await ports.trials.lease(ref, 'simulated');
    const outcome = fate(trial);
    if (outcome === 'dies') throw new Error('Host EC2 (instance i-1) terminated.');
    if (outcome instanceof Error) await ports.trials.fail(ref, 'simulated', outcome.message);
    else {
      if (outcome.model) await ports.artefacts.put(`${outcome.model}/model.json`, new TextEncoder().encode('{}'));
      await ports.trials.complete(ref, 'simulated', outcome);
    }
  }
}

/** Accuracy as a fixed function of the architecture and the seed. */
export const learns = (trial: Trial): TrialResult => {
  const accuracy = randomStream(trial.seed, trial.architectureId).uniform();
  const metrics = { accuracy, loss: 1 - accuracy, trainLoss: 1 - accuracy, seconds: 1 };
  const result = { metrics, curve: [accuracy], weightsHash: `hash of ${trial.key}` };
  if (trial.kind === 'search') return result;
  return { ...result, metrics: { ...metrics, testAccuracy: accuracy, testLoss: 0.1 }, model: modelPrefix(trial) };
};

/** A data set of 60 images in 3 classes, which nobody learns from. */
const folder = mkdtempSync(join(tmpdir(), 'spotnas-simulated-data-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const files = { images: join(folder, 'images'), labels: join(folder, 'labels') };
const values = Array.from({ length: 60 }, (_, i) => i);
writeFileSync(
  files.images,
  idx(
    [60, 8, 8],
    values.flatMap((i) => Array<number>(64).fill(i)),
  ),
);
writeFileSync(
  files.labels,
  idx(
    [60],
    values.map((i) => i % 3),
  ),
);

/** A specification with defaults as a person gets them. */
export const specOf = (fields: object = {}): object =>
  parseSpecification(
    JSON.stringify({
      name: 'sim',
      data: { source: 'idx', ...files },
      space: 'nasbench201',
      strategy: { name: 'regularised-evolution', population: 4, initial: 4, sample: 2 },
      budget: { trials: 10 },
      generation: 4,
      trialsPerJob: 2,
      finalists: { count: 2, seeds: 2 },
      ...fields,
    }),
    'sim.json',
  );
