import type { Command } from 'commander';
import type { Specification } from '../../spec/specification.ts';
import type { Context } from '../context.ts';
import { findSearch } from '../open-home.ts';
import { homeOption, jsonOption, workersOption } from '../options.ts';
import { watchSearch } from '../watch-search.ts';

interface ResumeFlags {
  readonly home: string;
  readonly workers?: number;
  readonly json: boolean;
}

/** `spotnas resume ID` */
export function resumeCommand(program: Command, context: Context): void {
  program
    .command('resume')
    .argument('<id>', 'a search, as `spotnas list` shows it')
    .description('go on where a search stopped; nothing that is trained is trained again')
    .addOption(homeOption())
    .addOption(workersOption())
    .addOption(jsonOption())
    .action(async (id: string, { home, workers, json }: ResumeFlags) => {
      const { search } = await findSearch(home, id);
      const spec = search.spec as unknown as Specification;
      await watchSearch(context, { home, id, spec, workers, json, isNew: false });
    });
}
