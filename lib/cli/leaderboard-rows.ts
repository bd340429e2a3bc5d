import type { SearchSummary } from '../local/events.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import { count, milliseconds, percent } from './format.ts';

type Board = Pick<SearchSummary, 'objective' | 'leaderboard'>;

/** The leaderboard as rows of a table, headings first. */
export function leaderboardRows({ objective, leaderboard }: Board): readonly (readonly string[])[] {
  const rows = leaderboard.map(({ number, score, testScore, latencyMs, parameters, description }) => [
    String(number),
    percent(score),
    testScore === undefined ? '' : percent(testScore),
    latencyMs === undefined ? '' : milliseconds(latencyMs),
    count(parameters),
    description,
  ]);
  return [['trial', SCORE_WORDS[objective], 'test', 'latency', 'parameters', 'architecture'], ...rows];
}
