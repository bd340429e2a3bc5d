import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WORK_VARIABLE } from '../trial/environment.ts';

/** What Step Functions hands to Batch, as far as a child process needs it. */
export interface BatchJob {
  readonly JobName: string;
  readonly ContainerOverrides: { readonly Environment: readonly { readonly Name: string; readonly Value: string }[] };
}

export interface TrainerOptions {
  readonly projectRoot: string;
  /** Folder for one log file per job. */
  readonly logs: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called with every JSON line that the trainer prints. */
  readonly onMessage: (message: unknown) => void;
}

/** How much of a failed trainer's log goes into the error. */
const TAIL_LINES = 5;

/**
 * Runs a Batch job as a child process: the same entry point and variables as the container. Aborting sends SIGTERM, as
 * Batch does; the trainer writes its checkpoint and exits.
 * @throws Error with the end of the log when the process fails.
 */
export async function runTrainer(job: BatchJob, options: TrainerOptions): Promise<void> {
  mkdirSync(options.logs, { recursive: true });
  const log = createWriteStream(join(options.logs, `${job.JobName}.log`), { flags: 'a' });
  const overrides = Object.fromEntries(job.ContainerOverrides.Environment.map(({ Name, Value }) => [Name, Value]));
  const child = spawn(process.execPath, [join(options.projectRoot, 'containers', 'trainer', 'main.ts')], {
    // One single-threaded process per core: results do not depend on the number of cores, and throughput is best.
    env: {
      TF_NUM_INTRAOP_THREADS: '1',
      TF_NUM_INTEROP_THREADS: '1',
      ...process.env,
      ...options.environment,
      ...overrides,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', stop, { once: true });
  const tail: string[] = [];
  createInterface(child.stdout).on('line', (line) => readMessage(line, options.onMessage));
  createInterface(child.stderr).on('line', (line) => {
    log.write(`${line}\n`);
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', (code, signal) => {
    if (code === 0) resolve();
    else reject(new Error(`${job.JobName}: trainer ended with ${signal ?? `exit code ${code}`}: ${tail.join('\n')}`));
  });
  return promise.finally(() => {
    options.signal.removeEventListener('abort', stop);
    log.end();
  });
}

/** The trainer's messages are JSON lines; anything else on its stdout (native libraries print there) is not for us. */
function readMessage(line: string, onMessage: (message: unknown) => void): void {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return;
  }
  onMessage(message);
}

/** The work item inside a job, as text. */
export const workOf = (job: BatchJob): string =>
  job.ContainerOverrides.Environment.find(({ Name }) => Name === WORK_VARIABLE)?.Value ?? '{}';
