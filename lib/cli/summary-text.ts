import type { SearchSummary } from '../local/events.ts';
import { table } from './format.ts';
import { leaderboardRows } from './leaderboard-rows.ts';

/** What a complete search leaves behind, for people. */
export function summaryText({ leaderboard, report, model, weightsHash }: SearchSummary): string {
  const places = [
    ['report', report],
    ['model', model],
    ['weights', weightsHash],
  ];
  return `${table('rrrrrl', leaderboardRows(leaderboard))}\n${table('ll', places)}`;
}
