import type { Command } from 'commander';
import type { Target } from '../../remote/target.ts';
import { specificationOf } from '../../spec/stored.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { findSearch } from '../open-home.ts';
import * as options from '../options.ts';
import { findRemoteSearch } from '../remote-search.ts';
import { tellStarted } from '../started.ts';
import { callFor, type EitherFlags, targetOf } from '../target.ts';
import { watchSearch } from '../watch-search.ts';

interface ResumeFlags extends EitherFlags {
  readonly home: string;
  readonly workers?: number;
  readonly json: boolean;
  readonly usd?: number;
  readonly maxConcurrency?: number;
  readonly watch: boolean;
}

/** `spotnas resume ID` */
export function resumeCommand(program: Command, context: Context): void {
  program
    .command('resume')
    .argument('<id>', 'a search, as `spotnas list` shows it')
    .description('go on where a search stopped; nothing that is trained is trained again')
    .addOption(options.homeOption())
    .addOption(options.workersOption())
    .addOption(options.eitherStackOption())
    .addOption(options.regionOption())
    .addOption(options.usdOption())
    .addOption(options.concurrencyOption())
    .addOption(options.watchOption())
    .addOption(options.jsonOption())
    .action(async (id: string, flags: ResumeFlags) => {
      const { home, workers, json, usd, maxConcurrency, watch } = flags;
      const onlyThere = { '--usd': usd, '--max-concurrency': maxConcurrency, '--watch': watch };
      const target = targetOf(flags, onlyThere);
      if (target) return resumeThere(context, id, target, flags);
      const { search } = await findSearch(home, id);
      const spec = specificationOf(search);
      return watchSearch(context, { home, id, spec, workers, json, isNew: false });
    });
}

async function resumeThere(context: Context, id: string, target: Target, flags: ResumeFlags): Promise<void> {
  const { usd, maxConcurrency } = flags;
  const remote = await context.connect(target);
  const { standing, search } = await findRemoteSearch(remote, id);
  if (standing.kind === 'complete')
    throw new UsageError(`id: got ${id}, which is complete; allowed: a search that is not`);
  if (standing.kind === 'running' || standing.kind === 'between') {
    throw new UsageError(
      `id: got ${id}, which is running (${search.execution}); allowed: a search that nothing runs. ` +
        `Watch it: ${callFor('watch', id, target)}. Stop it: ${callFor('stop', id, target)}`,
    );
  }
  const { startSearch } = await import('../../remote/start-search.ts');
  const input = { searchId: id, ...(usd !== undefined && { usd }), ...(maxConcurrency && { maxConcurrency }) };
  const execution = await startSearch(remote, input);
  await tellStarted(context, remote, { id, execution: execution! }, flags);
}
