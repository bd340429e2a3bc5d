import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PROGRESS_VARIABLE } from '../../../lib/trial/environment.ts';
import { endWithThisProcess } from '../children.ts';

/** A running trainer: the process that the container's image starts. */
export interface Container {
  /** The exit code; that of a shell when a signal ended it. */
  readonly exited: Promise<number>;
  /** What it has said on stderr. */
  readonly log: readonly string[];
  /** SIGTERM to its first process, as Docker does it, and SIGKILL to all of them when the time is up. */
  stop(graceSeconds: number): void;
}

const TRAINER = resolve(import.meta.dirname, '..', '..', '..', 'containers', 'trainer', 'main.ts');
const SIGNALS: Readonly<Record<string, number>> = { SIGKILL: 9, SIGTERM: 15 };

/** What an image would bring along: where programs and TensorFlow are, and how many threads there is room for. */
function imageVariables(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'SPOTNAS_BACKEND', 'TF_CPP_MIN_LOG_LEVEL'];
  const given = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', ...Object.fromEntries(given) };
}

/** @param onMessage called with every JSON line on its stdout */
export function startContainer(
  environment: Readonly<Record<string, string>>,
  onMessage: (message: object) => void,
): Container {
  const child = spawn(process.execPath, [TRAINER], {
    env: { ...imageVariables(), ...environment, [PROGRESS_VARIABLE]: '0' },
    cwd: join(TRAINER, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that nothing of it outlives its end.
    detached: true,
  });
  const killAll = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  };
  endWithThisProcess(child);
  const log: string[] = [];
  let grace: NodeJS.Timeout | undefined;
  createInterface(child.stderr).on('line', (line) => log.push(line));
  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('{')) onMessage(JSON.parse(line) as object);
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(grace);
      killAll();
      resolve(code ?? 128 + (SIGNALS[signal!] ?? 0));
    });
  });
  return {
    exited,
    log,
    stop(graceSeconds) {
      child.kill('SIGTERM');
      grace ??= setTimeout(killAll, graceSeconds * 1000);
    },
  };
}
