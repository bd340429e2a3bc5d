import { CommanderError } from 'commander';
import { explainAwsError } from '../remote/explain.ts';
import { SpecificationError } from '../spec/errors.ts';
import { type Context, processContext } from './context.ts';
import { createProgram } from './program.ts';

/** Exit codes. 130 is the shell's for a process that Ctrl-C ended. */
const OK = 0;
const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

/** Errors that the user mends by calling the command differently, changing the specification or having AWS allow it. */
const USAGE_ERRORS = new Set([
  'UsageError',
  'BenchmarkError',
  'StackError',
  'AwsError',
  'SpecificationError',
  'NotFoundError',
  'SearchConflictError',
  'NoArchitectureFits',
  'DataError',
  'BadTeacher',
  'BadWarmStart',
  'BadDevice',
  'PrecisionError',
]);

const INTERRUPTIONS = new Set(['SearchInterruptedError', 'WatchInterruptedError', 'InterruptedError']);

/**
 * The `spotnas` command.
 * @param argv arguments after the command's name
 * @returns the exit code: 0, 1 when the search or a check failed, 2 for a bad call, specification or data set or when AWS refuses,
 *   130 when it was interrupted
 */
export async function main(argv: readonly string[], context: Context = processContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(argv, { from: 'user' });
    return OK;
  } catch (raw) {
    const error = explainAwsError(raw);
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    if (INTERRUPTIONS.has(name)) {
      if (message) context.stderr.write(`${message}\n`);
      return INTERRUPTED;
    }
    const text = context.environment.SPOTNAS_DEBUG ? stack : message;
    context.stderr.write(error instanceof SpecificationError ? `${text}\n` : `error: ${text}\n`);
    return USAGE_ERRORS.has(name) ? USAGE : FAILED;
  }
}
