import { describe, expect, it } from 'vitest';
import { leaderboardTable } from '../../lib/cli/leaderboard-table.ts';
import { summaryOf } from './harness.ts';

describe('leaderboardTable', () => {
  const { objective, best } = summaryOf('digits-1');
  const columns = (...rows: readonly (typeof best)[]) =>
    leaderboardTable({ objective, leaderboard: rows })
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/));

  it('has a column for the reward only where that is what it ranks by', () => {
    expect(columns(best)[0]).toEqual(['trial', 'accuracy', 'test', 'latency', 'parameters', 'architecture']);
    const [headings, row] = columns({ ...best, reward: 0.91239 });
    expect(headings![2]).toBe('reward');
    expect(row!.slice(1, 3)).toEqual(['98.1 %', '0.9124']);
  });
});
