import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { WORK_VARIABLE } from '../../lib/trial/environment.ts';
import { type WorkItem, workText } from '../../lib/trial/work-item.ts';
import { PART_VARIABLE } from './environment.ts';
import { say } from './say.ts';

/** How a process ended that did a part of a container's work. */
export interface Ending {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface PartOptions {
  /** The environment of this process; each part gets its own share of the work in it. */
  readonly variables: NodeJS.ProcessEnv;
  /** Aborting has the parts write their checkpoints and end. */
  readonly stop: AbortSignal;
  /** Aborting ends them at once. */
  readonly kill?: AbortSignal;
}

/**
 * Splits a work item over at most `count` processes of this program, round and round: a trial's result depends on nothing
 * beside it. What they write goes where this process writes, and a line is one write, so that lines stay whole. Waits for
 * all of them, also when one dies.
 */
export async function runParts(work: WorkItem, count: number, options: PartOptions): Promise<readonly Ending[]> {
  const { variables, stop, kill } = options;
  if (stop.aborted) return [{ code: null, signal: 'SIGTERM' }];
  const items = split(work, count);
  const parts = items.map((item, i) => {
    const env = { ...variables, [WORK_VARIABLE]: workText(item), [PART_VARIABLE]: `${i + 1}/${items.length}` };
    return start(items.length > 1 ? { ...env, ...SHARED_GPU } : env);
  });
  const send = (signal: NodeJS.Signals) => () => {
    for (const { child } of parts) child.kill(signal);
  };
  stop.addEventListener('abort', send('SIGTERM'));
  kill?.addEventListener('abort', send('SIGKILL'));
  return Promise.all(
    parts.map(async ({ ended }, i) => {
      const ending = await ended;
      if (ending.signal)
        say(`part ${i + 1} of ${parts.length} (work ${workText(items[i]!)}) ended with ${ending.signal}`);
      return ending;
    }),
  );
}

/** A process takes all memory of a GPU unless told to take what it needs: https://www.tensorflow.org/guide/gpu */
const SHARED_GPU = { TF_FORCE_GPU_ALLOW_GROWTH: 'true' };

function split(work: WorkItem, count: number): readonly WorkItem[] {
  if (work.kind !== 'train') return [work];
  return Array.from({ length: Math.min(count, work.trials.length) }, (_, part) => ({
    ...work,
    trials: work.trials.filter((_, i) => i % count === part),
  }));
}

function start(env: NodeJS.ProcessEnv): { readonly child: ChildProcess; readonly ended: Promise<Ending> } {
  // The channel carries no messages: its end tells the part that this process is gone (work.ts).
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { promise: ended, resolve } = Promise.withResolvers<Ending>();
  child.once('error', () => resolve({ code: 1, signal: null }));
  child.once('exit', (code, signal) => resolve({ code, signal }));
  return { child, ended };
}
