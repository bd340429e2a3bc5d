import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { importData } from '../../lib/data/import.ts';
import { writeManifest } from '../../lib/data/manifest.ts';
import { describeEngine } from '../../lib/engine/load.ts';
import { ENDPOINT_VARIABLE } from '../../lib/machine/metadata.ts';
import { randomStream } from '../../lib/math/random.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { keyOf } from '../../lib/pipeline/trial-key.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { STORE_VARIABLE } from '../../lib/store/environment.ts';
import { openStores } from '../../lib/store/open.ts';
import type { Charge, Machine } from '../../lib/trial/charge.ts';
import { SEARCH_VARIABLE, TRAINER_VARIABLE, WORK_VARIABLE } from '../../lib/trial/environment.ts';
import { hashJson } from '../../lib/trial/json.ts';
import type { JsonObject, Trial } from '../../lib/trial/trial.ts';

const main = resolve(import.meta.dirname, '..', '..', 'containers', 'trainer', 'main.ts');
const supervised = join(import.meta.dirname, 'supervised.ts');
export const SEARCH = 'tiny-1';

export interface Scene {
  readonly ports: Ports;
  /** The environment of a trainer on this computer for a work item, as text. */
  variables(work: string, others?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  trials(): Promise<readonly Trial[]>;
}

/** A search of `count` trials that wait for their training, on real digits. */
export async function scene(count: number, overrides: object = {}): Promise<Scene> {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-container-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const store = `file:${home}`;
  const { fingerprint } = describeEngine();
  const ports: Ports = { ...(await openStores(store)), trainers: { gpu: fingerprint, cpu: fingerprint } };
  const spec = parseSpecification(JSON.stringify({ ...SPEC, ...overrides }), 'tiny.json');
  await ports.trials.createSearch(SEARCH, spec as unknown as JsonObject);
  if (count > 0) {
    await writeManifest(ports.artefacts, SEARCH, await importData(ports.artefacts, spec.data));
    await propose(ports, count);
  }
  return {
    ports,
    trials: () => ports.trials.list(SEARCH),
    variables: (work, others) => ({
      ...process.env,
      NODE_OPTIONS: '',
      [STORE_VARIABLE]: store,
      [TRAINER_VARIABLE]: fingerprint,
      [SEARCH_VARIABLE]: SEARCH,
      [WORK_VARIABLE]: work,
      ...others,
    }),
  };
}

const SPEC = {
  name: 'tiny',
  data: 'mnist',
  space: { name: 'nasbench201', channels: 4 },
  strategy: 'random',
  recipe: { epochs: 1, trainExamples: 256 },
  budget: { trials: 8 },
};

async function propose(ports: Ports, count: number): Promise<void> {
  const context = await loadContext(ports, SEARCH);
  const { spec, space } = context;
  const trials = Array.from({ length: count }, (_, i): Trial => {
    const architecture = space.sample(randomStream(5, 'architecture', i)) as JsonObject;
    const training = { recipe: spec.recipe, seed: spec.seed, kind: 'search' } as const;
    const key = keyOf(context, { architecture, ...training });
    const architectureId = hashJson(architecture);
    const common = { searchId: SEARCH, generation: 1, round: 1, state: 'proposed' } as const;
    return { ...common, ...training, number: i + 1, architecture, architectureId, key };
  });
  await ports.trials.propose(trials);
  for (const trial of trials) await ports.trials.predict(trial, {}, true);
}

/** Makes a trainer one in a container of Batch, on the instance that a metadata service describes. */
export const onBatch = (endpoint: string, attempt = 1): NodeJS.ProcessEnv => ({
  AWS_BATCH_JOB_ID: 'job',
  AWS_BATCH_JOB_ATTEMPT: String(attempt),
  [ENDPOINT_VARIABLE]: endpoint,
  // Nobody answers for a spot price, at once: the table's is charged.
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
});

/** Has the search pay for a machine up to now, so that a trainer does not pay for the time since this computer's boot. */
export async function paidUpToNow({ ledger }: Ports): Promise<void> {
  const machine: Machine = {
    instance: 'i-0123456789abcdef0',
    type: 'g4dn.xlarge',
    zone: 'us-east-1b',
    purchase: 'spot',
    usdPerHour: 0.526,
    priceSource: 'on-demand-table',
  };
  const since = new Date().toISOString();
  await ledger.pay(SEARCH, {
    attempt: 'earlier#1',
    work: 'prepare',
    machine,
    since,
    seconds: 0,
    usd: 0,
    state: 'ended',
  });
}

/** What an attempt of the search has paid. */
export const chargeOf = async ({ ledger }: Ports, attempt: string): Promise<Charge | undefined> =>
  (await ledger.charges(SEARCH)).find((charge) => charge.attempt === attempt);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Trainer {
  readonly child: ChildProcess;
  readonly done: Promise<Ended>;
  /** What it has written to stderr so far. */
  said(): string;
  /** What it has written to stdout so far: its messages, and whatever else. */
  told(): string;
}

/**
 * Starts a real trainer; it is killed when the test is over.
 * @param time what its meter goes by: with `fake` it takes milliseconds as messages (supervised.ts)
 */
export function start(variables: NodeJS.ProcessEnv, time: 'real' | 'fake' = 'real'): Trainer {
  const script = time === 'real' ? main : supervised;
  const stdio = time === 'real' ? (['ignore', 'pipe', 'pipe'] as const) : (['ignore', 'pipe', 'pipe', 'ipc'] as const);
  const child: ChildProcess = spawn(process.execPath, [script], { env: variables, stdio: [...stdio] });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.on('data', (chunk: Buffer) => {
      texts[name] += chunk;
    });
  }
  const { promise: done, resolve: finish } = Promise.withResolvers<Ended>();
  child.on('close', (code) => finish({ code, ...texts }));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, done, said: () => texts.stderr, told: () => texts.stdout };
}

/** The processes that a process has started. */
export const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

/** What must be equal between two trainings of a trial. */
export const results = (trials: readonly Trial[]) =>
  trials.map(({ number, state, result }) => ({ number, state, curve: result?.curve, weights: result?.weightsHash }));
