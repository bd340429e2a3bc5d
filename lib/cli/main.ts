import { CommanderError } from 'commander';
import { SpecificationError } from '../spec/errors.ts';
import { type Context, processContext } from './context.ts';
import { createProgram } from './program.ts';

/** Exit codes. 130 is the shell's for a process that Ctrl-C ended. */
const OK = 0;
const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

/** Errors that the user mends by calling the command differently or changing the specification. */
const USAGE_ERRORS = new Set([
  'UsageError',
  'SpecificationError',
  'NotFoundError',
  'SearchConflictError',
  'NoArchitectureFits',
]);

/**
 * The `spotnas` command.
 * @param argv arguments after the command's name
 * @returns the exit code: 0, 1 when the search failed, 2 for a bad call or specification, 130 when it was interrupted
 */
export async function main(argv: readonly string[], context: Context = processContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(argv, { from: 'user' });
    return OK;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    if (name === 'SearchInterruptedError') {
      context.stderr.write(`${message}\n`);
      return INTERRUPTED;
    }
    const text = context.environment.SPOTNAS_DEBUG ? stack : message;
    context.stderr.write(error instanceof SpecificationError ? `${text}\n` : `error: ${text}\n`);
    return USAGE_ERRORS.has(name) ? USAGE : FAILED;
  }
}
