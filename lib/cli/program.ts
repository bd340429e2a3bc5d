import { Command } from 'commander';
import { benchCommand } from './commands/bench.ts';
import { devicesCommand } from './commands/devices.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { listCommand } from './commands/list.ts';
import { logsCommand } from './commands/logs.ts';
import { measureCommand } from './commands/measure.ts';
import { profileCommand } from './commands/profile.ts';
import { resumeCommand } from './commands/resume.ts';
import { runCommand } from './commands/run.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { stopCommand } from './commands/stop.ts';
import { validateCommand } from './commands/validate.ts';
import { watchCommand } from './commands/watch.ts';
import type { Context } from './context.ts';

/** The commands as the help groups them. */
const GROUPS = {
  'On this computer:': [
    runCommand,
    evaluateCommand,
    measureCommand,
    validateCommand,
    profileCommand,
    devicesCommand,
    benchCommand,
  ],
  'On this computer, or on AWS with --stack:': [statusCommand, listCommand, resumeCommand],
  'On AWS:': [doctorCommand, startCommand, watchCommand, logsCommand, stopCommand],
};

const EXAMPLES = `
Examples, on this computer:
  spotnas run examples/digits.yaml     search on this computer, then open the report it names
  spotnas validate my-search.yaml      check a specification and see every default
  spotnas resume digits-1              go on where a search stopped
  spotnas list --json                  all searches, for scripts
  spotnas evaluate digits-1            score the model that a search left, loaded from disk
  spotnas profile --device my-phone --spec my-search.yaml   measure a device that opens an address
  spotnas measure digits-1 --device my-phone                measure its finalists there
  spotnas devices list                 the devices that searches can be for

Examples, on AWS:
  spotnas doctor                                       is everything there? if not, what to do
  spotnas start examples/digits.yaml --usd 5 --watch   search on spot machines for at most $5, and watch
  spotnas watch digits-1                               watch a search from anywhere
  spotnas status digits-1 --stack                      how far it is, what it found, what it cost
  spotnas logs digits-1 --trial 7 --follow             what the trainer of a trial says
  spotnas stop digits-1                                stop it and its machines
  spotnas resume digits-1 --stack --usd 8              go on, with a higher limit

Exit codes: 0 done, 1 the search or a check failed, 2 bad usage, specification or data, or AWS refuses, 130 interrupted.`;

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
  for (const [heading, commands] of Object.entries(GROUPS)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, context);
  }
  return program;
}
