import { describeEngine } from '../../lib/engine/load.ts';
import { instanceMetadata } from '../../lib/machine/metadata.ts';
import { watchReclaim } from '../../lib/machine/reclaim.ts';
import { specificationOf } from '../../lib/spec/stored.ts';
import { openStores } from '../../lib/store/open.ts';
import { checkEngine } from './check-engine.ts';
import { systemClock } from './clock.ts';
import { ORDER_VARIABLE, type TrainerEnvironment } from './environment.ts';
import { exitCode, type StopReason } from './exit-code.ts';
import { lookAround } from './look-around.ts';
import { openMeter } from './open-meter.ts';
import { runParts } from './parts.ts';
import { say } from './say.ts';

const WORDS: Readonly<Record<StopReason, string>> = {
  SIGTERM: 'SIGTERM',
  notice: 'AWS takes the instance back',
  budget: "the search's budget is used up",
  unpaid: 'the ledger does not answer',
};

/**
 * What a container's first process does: pays for the machine where a search does, starts the processes that do the work,
 * and has them write their checkpoints when they must stop. It holds no TensorFlow, so that nothing keeps it from its clock, and it outlives
 * whatever happens to a training.
 * @param variables the environment that `environment` was read from
 * @returns the exit code (lib/trial/exit-codes.ts)
 */
export async function supervise(
  environment: TrainerEnvironment,
  variables: NodeJS.ProcessEnv = process.env,
  clock = systemClock,
): Promise<number> {
  const stopping = new AbortController();
  const stop = (reason: StopReason) => {
    if (!stopping.signal.aborted) say(`stopping: ${WORDS[reason]}`);
    stopping.abort(reason);
  };
  const onTerm = () => stop('SIGTERM');
  process.on('SIGTERM', onTerm);
  const reclaim = watchReclaim(instanceMetadata(variables));
  reclaim.signal.addEventListener('abort', () => stop('notice'));
  try {
    const found = await lookAround(environment, variables);
    const { work } = environment;
    if (work.kind === 'profile') {
      // No search pays for it: the job's time-out bounds what it costs.
      const endings = await runParts(work, 1, { variables, stop: stopping.signal });
      return exitCode(endings, stopping.signal.reason);
    }
    const stores = await openStores(environment.store);
    const search = await stores.trials.getSearch(work.searchId);
    checkEngine(describeEngine().fingerprint, environment, search);
    const meter = await openMeter({
      environment: { ...environment, work },
      machine: found!.machine,
      stores,
      search,
      clock,
    });
    try {
      if (meter.signal.aborted) stop(meter.signal.reason);
      meter.signal.addEventListener('abort', () => stop(meter.signal.reason));
      const { packing } = specificationOf(search).compute;
      const order = await stores.trials.beginAttempt(search.id);
      const endings = await runParts(work, packing, {
        variables: { ...variables, [ORDER_VARIABLE]: String(order) },
        stop: stopping.signal,
        kill: meter.expired,
      });
      return exitCode(endings, stopping.signal.reason);
    } finally {
      await meter.close();
    }
  } finally {
    reclaim.stop();
    process.off('SIGTERM', onTerm);
  }
}
