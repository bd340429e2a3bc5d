import { loadEngine } from '../../lib/engine/load.ts';
import { openStores } from '../../lib/store/open.ts';
import { readEnvironment } from './environment.ts';
import { prepare } from './prepare.ts';
import { say } from './say.ts';
import { trainTrials } from './train-trials.ts';

/** The shell's exit code of a process that SIGTERM ended. */
const TERMINATED = 143;

/**
 * The trainer: does one work item and exits. SIGTERM (Ctrl-C on a laptop, a reclaimed spot instance) makes it write a
 * checkpoint and exit; the next attempt goes on from there.
 */
async function main(): Promise<void> {
  const { work, store, trainer, attempt } = readEnvironment(process.env);
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const engine = await loadEngine();
  if (engine.fingerprint !== trainer) {
    throw new Error(`this trainer is ${engine.fingerprint}, but the search was started for ${trainer}`);
  }
  const ports = { ...(await openStores(store)), trainer };
  if (work.kind === 'prepare') await prepare(ports, engine, work.searchId, say);
  else await trainTrials(ports, engine, { ...work, attempt, signal: stopping.signal, say });
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const { name, message, stack } = error as Error;
  if (name === 'TrainingInterruptedError') {
    say(message);
    process.exit(TERMINATED);
  }
  // The last line is what the search says of the failure; a fault of the user's data needs no stack.
  if (name !== 'DataError') say(stack ?? name);
  say(message);
  process.exit(1);
}
