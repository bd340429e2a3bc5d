import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { count, percent, table } from '../format.ts';
import { listSearches, openHome } from '../open-home.ts';
import { homeOption, jsonOption } from '../options.ts';
import { overview, type SearchOverview } from '../overview.ts';

/** `spotnas list` */
export function listCommand(program: Command, context: Context): void {
  program
    .command('list')
    .description('show all searches, oldest first')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async ({ home, json }: { home: string; json: boolean }) => {
      const searches = await listSearches(home);
      const stores = searches.length > 0 ? await openHome(home) : undefined;
      const rows = await Promise.all(searches.map((search) => overview(stores!, search)));
      if (json) context.stdout.write(`${JSON.stringify(rows)}\n`);
      else if (rows.length === 0) context.stderr.write(`no searches in ${home}\n`);
      else context.stdout.write(table('llrr', [['id', 'status', 'trials', 'best'], ...rows.map(cells)]));
    });
}

const cells = ({ id, status, done, budget, leaderboard: [best] }: SearchOverview) => [
  id,
  status,
  `${count(done)} of ${count(budget)}`,
  best ? percent(best.accuracy) : '',
];
