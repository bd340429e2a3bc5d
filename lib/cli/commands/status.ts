import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { plural, table } from '../format.ts';
import { leaderboardRows } from '../leaderboard-rows.ts';
import { findSearch } from '../open-home.ts';
import { homeOption, jsonOption } from '../options.ts';
import { overview, type SearchOverview } from '../overview.ts';

/** `spotnas status ID` */
export function statusCommand(program: Command, context: Context): void {
  program
    .command('status')
    .argument('<id>', 'a search, as `spotnas list` shows it')
    .description('show how far a search is and the best it has found')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async (id: string, { home, json }: { home: string; json: boolean }) => {
      const { stores, search } = await findSearch(home, id);
      const seen = await overview(stores, search);
      context.stdout.write(json ? `${JSON.stringify(seen)}\n` : text(seen));
      if (!json && seen.status !== 'complete') {
        context.stderr.write(`If nothing runs it now, go on with: spotnas resume ${id}\n`);
      }
    });
}

function text({
  id,
  status,
  cause,
  done,
  budget,
  generation,
  trials,
  leaderboard,
  report,
  model,
}: SearchOverview): string {
  const facts = [
    ['search', id],
    ['status', cause ? `${status}: ${cause}` : status],
    ['trials', `${done} of ${plural(budget, 'trial')} done, generation ${generation}`],
    [
      'states',
      Object.entries(trials)
        .map(([state, n]) => `${n} ${state}`)
        .join(', ') || 'nothing proposed yet',
    ],
    ...(status === 'complete'
      ? [
          ['report', report],
          ['model', model],
        ]
      : []),
  ];
  const best = leaderboard.length > 0 ? `\n${table('rrrrrl', leaderboardRows(leaderboard))}` : '';
  return table('ll', facts) + best;
}
