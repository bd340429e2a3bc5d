import type { Command } from 'commander';
import type { Target } from '../../remote/target.ts';
import type { Context } from '../context.ts';
import { count, percent, table } from '../format.ts';
import { listSearches, openHome } from '../open-home.ts';
import { eitherStackOption, homeOption, jsonOption, regionOption } from '../options.ts';
import { overview, type SearchOverview } from '../overview.ts';
import { spentText } from '../progress/cloud.ts';
import { type RemoteOverview, remoteOverview } from '../remote-overview.ts';
import { findRemoteSearch } from '../remote-search.ts';
import { type EitherFlags, targetOf } from '../target.ts';

interface ListFlags extends EitherFlags {
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas list` */
export function listCommand(program: Command, context: Context): void {
  program
    .command('list')
    .description('show all searches, oldest first')
    .addOption(homeOption())
    .addOption(eitherStackOption())
    .addOption(regionOption())
    .addOption(jsonOption())
    .action(async ({ home, json, ...flags }: ListFlags) => {
      const target = targetOf(flags);
      const [rows, text] = target ? await there(context, target) : await here(home);
      if (json) context.stdout.write(`${JSON.stringify(rows)}\n`);
      else if (rows.length === 0) context.stderr.write(`no searches in ${target ? `stack ${target.stack}` : home}\n`);
      else context.stdout.write(text);
    });
}

type Listing = readonly [rows: readonly unknown[], text: string];

async function here(home: string): Promise<Listing> {
  const searches = await listSearches(home);
  const stores = searches.length > 0 ? await openHome(home) : undefined;
  const rows = await Promise.all(searches.map((search) => overview(stores!, search)));
  return [rows, table('llrr', [HEADINGS, ...rows.map(cells)])];
}

async function there(context: Context, target: Target): Promise<Listing> {
  const remote = await context.connect(target);
  const rows: RemoteOverview[] = [];
  // One after the other: Step Functions throttles whoever asks for many executions at once.
  for (const { id } of await remote.stores.trials.listSearches()) {
    rows.push(await remoteOverview(remote, await findRemoteSearch(remote, id)));
  }
  const lines = rows.map((row) => [...cells(row), spentText(row)]);
  return [rows, table('llrrl', [[...HEADINGS, 'spent'], ...lines])];
}

const HEADINGS = ['id', 'status', 'trials', 'best'];

type Row = Omit<SearchOverview, 'status'> & { readonly status: string };

const cells = ({ id, status, done, budget, leaderboard: [best] }: Row) => [
  id,
  status,
  `${count(done)} of ${count(budget)}`,
  best ? percent(best.score) : '',
];
