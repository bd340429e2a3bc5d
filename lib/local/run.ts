import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { handler as predictLatency } from '../../lambdas/latency-predictor/handler.ts';
import { handler as strategy } from '../../lambdas/strategy/handler.ts';
import { describeEngine } from '../engine/load.ts';
import type { SearchState } from '../pipeline/state.ts';
import type { Specification } from '../spec/specification.ts';
import { STORE_VARIABLE } from '../store/environment.ts';
import { openStores } from '../store/open.ts';
import { SPACE_MODULES_VARIABLE, TRAINER_VARIABLE } from '../trial/environment.ts';
import { type LambdaName, localDefinition } from './definition.ts';
import type { SearchEvent, SearchSummary } from './events.ts';
import { execute, type Services } from './execute.ts';
import { lockSearch } from './lock.ts';
import { Reporter } from './reporter.ts';
import { summarise } from './summary.ts';
import { type BatchJob, runTrainer } from './trainer.ts';

export interface RunOptions {
  /** Folder of the embedded store. */
  readonly home: string;
  readonly id: string;
  /** Left out to resume a search that exists. */
  readonly spec?: Specification;
  /** Trainers side by side; one per core when left out. */
  readonly workers?: number;
  /** Aborting lets the trainers write their checkpoints, then stops. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: SearchEvent) => void;
}

/** A search that was stopped on purpose; it can be resumed. */
export class SearchInterruptedError extends Error {
  override readonly name = 'SearchInterruptedError';
}

const PROJECT_ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * Runs a search on this computer: the state machine that the cloud runs, its Lambdas in this process, one trainer
 * process per core. An id that exists is resumed where it stopped.
 * @throws ExecutionFailedError when the search fails; SearchInterruptedError after an abort.
 */
export async function runSearch(options: RunOptions): Promise<SearchSummary> {
  const { id, spec, onEvent = () => {} } = options;
  const home = resolve(options.home);
  const signal = options.signal ?? new AbortController().signal;
  const { fingerprint, reason } = describeEngine(spec?.recipe);
  const environment = {
    [STORE_VARIABLE]: `file:${home}`,
    [TRAINER_VARIABLE]: fingerprint,
    [SPACE_MODULES_VARIABLE]: 'true',
  };
  Object.assign(process.env, environment);
  onEvent({ type: 'backend', reason });

  const unlock = lockSearch(home, id);
  try {
    const stores = await openStores(environment[STORE_VARIABLE]!);
    const reporter = new Reporter(stores.trials, id, onEvent);
    const logs = join(home, 'logs', id);
    const running = new Set<Promise<void>>();
    const services: Services = {
      lambda: async (name, event, state) => {
        const next = (await LAMBDAS[name](event as never)) as SearchState | null;
        await reporter.stepDone(state, next);
        return next;
      },
      batch: async (job: BatchJob) => {
        reporter.jobStarted(job);
        const onMessage = (message: unknown) => void reporter.trainerSaid(message);
        const run = runTrainer(job, { projectRoot: PROJECT_ROOT, logs, environment, signal, onMessage });
        running.add(run);
        await run.finally(() => reporter.jobDone()).finally(() => running.delete(run));
      },
    };
    const definition = localDefinition(PROJECT_ROOT, fingerprint);
    const maxConcurrency = options.workers ?? availableParallelism();
    const input = { searchId: id, ...(spec && { spec }), maxConcurrency };
    await execute(definition, { Name: id, Input: input }, { services, signal });
    await Promise.allSettled(running);
    if (signal.aborted)
      throw new SearchInterruptedError(`search ${id} was stopped; resume it with: spotnas resume ${id}`);
    return await summarise(stores, id);
  } finally {
    unlock();
  }
}

const LAMBDAS: Record<LambdaName, (event: never) => Promise<unknown>> = {
  strategy,
  'latency-predictor': predictLatency,
};
