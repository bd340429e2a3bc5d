import type { Command } from 'commander';
import type { Target } from '../../remote/target.ts';
import type { Context } from '../context.ts';
import { jsonOption, regionOption, stackOption } from '../options.ts';
import { watchRemote } from '../watch/watch-remote.ts';

/** `spotnas watch ID` */
export function watchCommand(program: Command, context: Context): void {
  program
    .command('watch')
    .argument('<id>', 'a search on AWS, as `spotnas list --stack` shows it')
    .description('show a search on AWS until it ends; Ctrl-C ends the looking only')
    .addOption(stackOption())
    .addOption(regionOption())
    .addOption(jsonOption())
    .action(async (id: string, { json, ...target }: Target & { readonly json: boolean }) => {
      await watchRemote(context, await context.connect(target), { id, json });
    });
}
