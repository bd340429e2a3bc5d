import type { SearchSummary } from '../local/events.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import { count, milliseconds, percent, table } from './format.ts';

type Board = Pick<SearchSummary, 'objective' | 'leaderboard'>;

/** The leaderboard as a table; with a column for the reward where that is what it ranks by. */
export function leaderboardTable({ objective, leaderboard }: Board): string {
  const hasReward = leaderboard.some(({ reward }) => reward !== undefined);
  const rows = leaderboard.map(({ number, score, reward, testScore, latencyMs, parameters, description }) => [
    String(number),
    percent(score),
    ...(hasReward ? [reward?.toFixed(4) ?? ''] : []),
    testScore === undefined ? '' : percent(testScore),
    latencyMs === undefined ? '' : milliseconds(latencyMs),
    count(parameters),
    description,
  ]);
  const headings = [SCORE_WORDS[objective], ...(hasReward ? ['reward'] : []), 'test', 'latency', 'parameters'];
  return table(`r${'r'.repeat(headings.length)}l`, [['trial', ...headings, 'architecture'], ...rows]);
}
