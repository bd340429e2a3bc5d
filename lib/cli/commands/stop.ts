import type { Command } from 'commander';
import type { Target } from '../../remote/target.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { table } from '../format.ts';
import { jsonOption, regionOption, stackOption } from '../options.ts';
import { noSearch } from '../remote-search.ts';
import { callFor } from '../target.ts';

/** `spotnas stop ID` */
export function stopCommand(program: Command, context: Context): void {
  program
    .command('stop')
    .argument('<id>', 'a search on AWS that runs')
    .description('stop a search on AWS and its machines; spotnas resume goes on with it')
    .addOption(stackOption())
    .addOption(regionOption())
    .addOption(jsonOption())
    .action(async (id: string, { json, ...target }: Target & { readonly json: boolean }) => {
      const { stdout, stderr, connect, pause } = context;
      const remote = await connect(target);
      const { stopSearch } = await import('../../remote/stop-search.ts');
      stderr.write(`stopping ${id}\n`);
      const { execution, standing } = await stopSearch(remote, id, pause);
      if (standing.kind === 'unknown') throw new UsageError(await noSearch(remote, id));
      if (!execution) throw new UsageError(`id: got ${id}, which is ${standing.kind}; allowed: a search that runs`);
      const facts = { id, status: standing.kind, execution: execution.arn };
      const rows = [
        ['search', id],
        ['status', facts.status],
        ['execution', `${execution.status}, ${execution.arn}`],
      ];
      stdout.write(json ? `${JSON.stringify(facts)}\n` : table('ll', rows));
      stderr.write(
        'AWS is terminating its jobs: each has time to write a checkpoint, and its machine goes soon after.\n' +
          `Go on with: ${callFor('resume', id, target)}\n`,
      );
    });
}
