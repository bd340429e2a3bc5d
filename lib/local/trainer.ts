import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROGRESS_VARIABLE, SEARCH_VARIABLE, WORK_VARIABLE } from '../trial/environment.ts';
import { readWork, type SearchWork } from '../trial/work-item.ts';

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

/**
 * Runs a Batch job as a child process: the same entry point and variables as the container. Aborting sends SIGTERM, as
 * Batch does; the trainer writes its checkpoint and exits.
 * @throws Error with the last line of the log when the process fails.
 */
export async function runTrainer(job: BatchJob, options: TrainerOptions): Promise<void> {
  mkdirSync(options.logs, { recursive: true });
  const logFile = join(options.logs, `${job.JobName}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  const overrides = Object.fromEntries(job.ContainerOverrides.Environment.map(({ Name, Value }) => [Name, Value]));
  const child = spawn(process.execPath, [join(options.projectRoot, 'containers', 'trainer', 'main.ts')], {
    // One single-threaded process per core: results do not depend on the number of cores, and throughput is best.
    env: {
      TF_NUM_INTRAOP_THREADS: '1',
      TF_NUM_INTEROP_THREADS: '1',
      [PROGRESS_VARIABLE]: '200',
      ...process.env,
      ...options.environment,
      ...overrides,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', stop, { once: true });
  let last = 'it said nothing';
  createInterface(child.stdout).on('line', (line) => readMessage(line, options.onMessage));
  createInterface(child.stderr).on('line', (line) => {
    log.write(`${line}\n`);
    last = line;
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', (code, signal) => {
    if (code === 0) resolve();
    else
      reject(
        new Error(`${last} (${job.JobName} ended with ${signal ?? `exit code ${code}`}; all it said: ${logFile})`),
      );
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

/** The work item inside a job. */
export function workOf({ ContainerOverrides: { Environment } }: BatchJob): SearchWork {
  const variable = (name: string) => Environment.find(({ Name }) => Name === name)?.Value ?? '';
  return readWork(variable(SEARCH_VARIABLE), variable(WORK_VARIABLE));
}
