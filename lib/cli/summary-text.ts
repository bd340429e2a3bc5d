import type { SearchSummary } from '../local/events.ts';
import { footprintText } from '../pipeline/footprint.ts';
import { LIMIT_WORDS } from '../pipeline/measurement.ts';
import { milliseconds, table } from './format.ts';
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
  return `${leaderboardTable(summary)}\n${measuredText(summary)}${table('ll', places)}`;
}

/** Predicted against measured, of finalists that were measured; with an empty line below. */
function measuredText({ measured = [] }: SearchSummary): string {
  if (measured.length === 0) return '';
  const rows = measured.map(({ number, device, predictedMs, latencyMs, deviationMs, holds }) => [
    String(number),
    device,
    milliseconds(predictedMs),
    `${milliseconds(latencyMs)} ± ${milliseconds(deviationMs)}`,
    holds ? LIMIT_WORDS[holds] : '',
  ]);
  return `${table('rlrrl', [['trial', 'device', 'predicted', 'measured', 'limit'], ...rows])}\n`;
}
