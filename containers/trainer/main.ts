import { isPassing } from '../../lib/store/passing.ts';
import { keepYoungHeapSmall } from '../../lib/training/young-heap.ts';
import { INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { readEnvironment } from './environment.ts';
import { lookAround } from './look-around.ts';
import { say } from './say.ts';
import { supervise } from './supervise.ts';
import { doWork } from './work.ts';

/**
 * The trainer: does one work item and exits (lib/trial/exit-codes.ts). SIGTERM (Ctrl-C on a laptop), the notice that a spot
 * instance is reclaimed and the end of the budget make it write a checkpoint and exit; the next attempt goes on from there.
 */
async function main(): Promise<number> {
  keepYoungHeapSmall();
  const environment = readEnvironment(process.env);
  if (environment.role === 'supervisor') return supervise(environment);
  if (environment.role === 'alone') await lookAround(environment, process.env);
  return doWork(environment);
}

/** Errors whose message says all: a fault of the user's data or of the machine. */
const PLAIN: readonly string[] = ['DataError', 'NoGpuError'];

try {
  process.exit(await main());
} catch (error) {
  const { name, message, stack } = error as Error;
  // The last line is what the search says of the failure.
  if (!PLAIN.includes(name)) say(stack ?? name);
  say(message);
  // The trial is not at fault when a store does not answer: the next attempt goes on from its checkpoint.
  process.exit(isPassing(error) ? INTERRUPTED : 1);
}
