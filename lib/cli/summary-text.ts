import type { SearchSummary } from '../local/events.ts';
import { footprintText } from '../pipeline/footprint.ts';
import { table } from './format.ts';
import { leaderboardTable } from './leaderboard-table.ts';

/** What a complete search leaves behind, for people. */
export function summaryText(summary: SearchSummary): string {
  const { footprint, report, model, weightsHash } = summary;
  const places = [
    ['report', report],
    ['model', model],
    ['weights', weightsHash],
    ['machines', footprintText(footprint)],
  ];
  return `${leaderboardTable(summary)}\n${table('ll', places)}`;
}
