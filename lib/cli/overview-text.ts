import { plural, table } from './format.ts';
import { leaderboardTable } from './leaderboard-table.ts';
import type { SearchOverview } from './overview.ts';

type Seen = Omit<SearchOverview, 'status'> & { readonly status: string };

/** How far a search is, for people. @param more rows below the facts that every search has */
export function overviewText(seen: Seen, more: readonly (readonly string[])[] = []): string {
  const { id, status, cause, done, budget, generation, trials, leaderboard, report, model } = seen;
  const states = Object.entries(trials).map(([state, n]) => `${n} ${state}`);
  const places = [
    ['report', report],
    ['model', model],
  ];
  const facts = [
    ['search', id],
    ['status', cause ? `${status}: ${cause}` : status],
    ['trials', `${done} of ${plural(budget, 'trial')} done, generation ${generation}`],
    ['states', states.join(', ') || 'nothing proposed yet'],
    ...more,
    ...(status === 'complete' ? places : []),
  ];
  const best = leaderboard.length > 0 ? `\n${leaderboardTable(seen)}` : '';
  return table('ll', facts) + best;
}
