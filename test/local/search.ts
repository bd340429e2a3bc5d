import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import type { Trial } from '../../lib/trial/trial.ts';

const projectRoot = resolve(import.meta.dirname, '..', '..');

/** A search small enough for a test: real digits, real trainers, seconds of training. */
export const tinySpec = (overrides: object = {}): string =>
  JSON.stringify({
    name: 'tiny',
    seed: 3,
    data: 'mnist',
    space: { name: 'nasbench201', channels: 4 },
    strategy: { name: 'regularised-evolution', population: 4, initial: 4, sample: 2 },
    recipe: { epochs: 1, trainExamples: 256 },
    budget: { trials: 6 },
    generation: 3,
    finalists: { count: 1, epochs: 1 },
    trialsPerJob: 1,
    ...overrides,
  });

/** A folder that is gone when the test is over. Latency is measured, so searches that shall agree share a profile. */
export function temporaryHome({ profileOf }: { profileOf?: string } = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-test-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const devices = (folder: string) => join(folder, 'artefacts', 'devices');
  if (profileOf) cpSync(devices(profileOf), devices(home), { recursive: true });
  return home;
}

export function writeSpec(home: string, text = tinySpec()): string {
  const path = join(home, 'tiny.json');
  writeFileSync(path, text);
  return path;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line in a process group of its own, so that all of it can be killed at once. */
export function start(home: string, ...args: string[]): { child: ChildProcess; done: Promise<Ended> } {
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'spotnas.ts'), ...args, '--home', home], {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const { promise: done, resolve: finish } = Promise.withResolvers<Ended>();
  child.on('close', (code) => finish({ code, stdout, stderr }));
  return { child, done };
}

/** Runs a command to its end and returns its JSON. @throws Error with its stderr when it fails */
export async function finish<T>(home: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await start(home, ...args, '--json').done;
  if (code !== 0) throw new Error(`spotnas ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** The trials of a search; none before it exists. */
export const trialsOf = async (home: string, id: string): Promise<readonly Trial[]> =>
  (await openStores(`file:${home}`)).trials.list(id);

/** What must be equal between two runs: everything about the trials but the clock and the attempts. */
export async function outcome(home: string, id: string): Promise<unknown[]> {
  return (await trialsOf(home, id)).map(({ attempt: _attempt, result, ...trial }) => {
    if (!result) return trial;
    const { seconds: _seconds, ...metrics } = result.metrics;
    return { ...trial, result: { ...result, metrics } };
  });
}

/** What the trainers said of the trials, e.g. `trial 3: begins`, in no order. */
export function trainerLog(home: string, id: string): readonly string[] {
  return globSync(join(home, 'logs', id, '*.log')).flatMap(
    (file) => readFileSync(file, 'utf8').match(/^trial .*$/gm) ?? [],
  );
}
