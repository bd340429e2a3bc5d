import { Command } from 'commander';
import { evaluateCommand } from './commands/evaluate.ts';
import { listCommand } from './commands/list.ts';
import { resumeCommand } from './commands/resume.ts';
import { runCommand } from './commands/run.ts';
import { statusCommand } from './commands/status.ts';
import { validateCommand } from './commands/validate.ts';
import type { Context } from './context.ts';

const EXAMPLES = `
Examples:
  spotnas run examples/digits.yaml     search on this computer, then open the report it names
  spotnas validate my-search.yaml      check a specification and see every default
  spotnas resume digits-1              go on where a search stopped
  spotnas list --json                  all searches, for scripts
  spotnas evaluate digits-1            score the model that a search left, loaded from disk

Exit codes: 0 done, 1 the search failed, 2 bad usage or specification, 130 interrupted.`;

/** The command line; parsing errors throw CommanderError. */
export function createProgram(context: Context): Command {
  const program = new Command('spotnas')
    .description('Finds neural network architectures automatically, cheaply, for the device they will run on.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .showHelpAfterError('(add --help for usage)')
    .addHelpText('after', EXAMPLES);
  for (const add of [runCommand, resumeCommand, statusCommand, listCommand, evaluateCommand, validateCommand])
    add(program, context);
  return program;
}
