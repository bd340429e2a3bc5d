import type { Ranked } from '../local/events.ts';
import { count, milliseconds, percent } from './format.ts';

const HEADER = ['trial', 'accuracy', 'test', 'latency', 'parameters', 'architecture'];

/** The leaderboard as rows of a table, headings first. */
export function leaderboardRows(leaderboard: readonly Ranked[]): readonly (readonly string[])[] {
  const rows = leaderboard.map(({ number, accuracy, testAccuracy, latencyMs, parameters, description }) => [
    String(number),
    percent(accuracy),
    testAccuracy === undefined ? '' : percent(testAccuracy),
    latencyMs === undefined ? '' : milliseconds(latencyMs),
    count(parameters),
    description,
  ]);
  return [HEADER, ...rows];
}
