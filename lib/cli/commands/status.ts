import type { Command } from 'commander';
import type { Target } from '../../remote/target.ts';
import type { Context } from '../context.ts';
import { findSearch } from '../open-home.ts';
import { eitherStackOption, homeOption, jsonOption, regionOption } from '../options.ts';
import { overview } from '../overview.ts';
import { overviewText } from '../overview-text.ts';
import { type RemoteOverview, remoteOverview, remoteRows } from '../remote-overview.ts';
import { findRemoteSearch } from '../remote-search.ts';
import { callFor, type EitherFlags, targetOf } from '../target.ts';

interface StatusFlags extends EitherFlags {
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas status ID` */
export function statusCommand(program: Command, context: Context): void {
  program
    .command('status')
    .argument('<id>', 'a search, as `spotnas list` shows it')
    .description('show how far a search is and the best it has found')
    .addOption(homeOption())
    .addOption(eitherStackOption())
    .addOption(regionOption())
    .addOption(jsonOption())
    .action(async (id: string, { home, json, ...flags }: StatusFlags) => {
      const target = targetOf(flags);
      return target ? there(context, id, target, json) : here(context, id, home, json);
    });
}

async function here({ stdout, stderr }: Context, id: string, home: string, json: boolean): Promise<void> {
  const { stores, search } = await findSearch(home, id);
  const seen = await overview(stores, search);
  stdout.write(json ? `${JSON.stringify(seen)}\n` : overviewText(seen));
  if (!json && seen.status !== 'complete') {
    stderr.write(`If nothing runs it now, go on with: spotnas resume ${id}\n`);
  }
}

async function there(context: Context, id: string, target: Target, json: boolean): Promise<void> {
  const remote = await context.connect(target);
  const seen = await remoteOverview(remote, await findRemoteSearch(remote, id));
  context.stdout.write(json ? `${JSON.stringify(seen)}\n` : overviewText(seen, remoteRows(seen)));
  if (!json && seen.status !== 'complete') context.stderr.write(`${nextStep(seen, target)}\n`);
}

const nextStep = ({ id, status }: RemoteOverview, target: Target) =>
  status === 'running'
    ? `Watch it with: ${callFor('watch', id, target)}`
    : `Go on with: ${callFor('resume', id, target)}`;
