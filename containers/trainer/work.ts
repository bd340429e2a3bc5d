import { loadEngine } from '../../lib/engine/load.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { specificationOf } from '../../lib/spec/stored.ts';
import { openStores } from '../../lib/store/open.ts';
import { attemptName } from '../../lib/trial/attempt.ts';
import { INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { checkEngine } from './check-engine.ts';
import type { TrainerEnvironment } from './environment.ts';
import { measureFinalists } from './measure-finalists.ts';
import { measureProfile } from './measure-profile.ts';
import { prepare } from './prepare.ts';
import { say } from './say.ts';
import { trainTrials } from './train-trials.ts';

/**
 * Does the work of this process. SIGTERM, or the end of the process that supervises this one, makes it write a checkpoint
 * and end; the next attempt goes on from there.
 * @returns the exit code
 */
export async function doWork(environment: TrainerEnvironment): Promise<number> {
  const { work, store, trainers, progressMs } = environment;
  if (work.kind === 'profile') {
    // Nothing of it is worth saving, so it is left to SIGTERM's own ways: they end a process that TensorFlow keeps busy, too.
    await measureProfile((await openStores(store)).artefacts, work, say);
    return 0;
  }
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
    // Nothing of a preparation or a measurement is worth saving: it is repeated as a whole.
    if (work.kind !== 'train') process.exit(INTERRUPTED);
  };
  process.once('SIGTERM', stop).once('disconnect', stop);
  const ports: Ports = { ...(await openStores(store)), trainers };
  const search = await ports.trials.getSearch(work.searchId);
  const { precision } = specificationOf(search).recipe;
  const engine = await loadEngine({ precision });
  checkEngine(engine.fingerprint, environment, search);
  if (work.kind !== 'train') {
    await (work.kind === 'prepare' ? prepare : measureFinalists)(ports, engine, work.searchId, say);
    return 0;
  }
  const order = environment.order ?? (await ports.trials.beginAttempt(work.searchId));
  const attempt = attemptName(order, environment.attempt);
  try {
    await trainTrials(ports, engine, { ...work, attempt, progressMs, signal: stopping.signal, say });
    return 0;
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'TrainingInterruptedError') throw error;
    say(message);
    return INTERRUPTED;
  }
}
