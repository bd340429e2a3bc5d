import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../lib/report/findings.ts';
import { completeTrial } from '../pipeline/trials.ts';

describe('findingsOf', () => {
  it('takes the first generation for the baseline', () => {
    const trials = [0.5, 0.7, 0.9, 0.95].map((accuracy, i) =>
      completeTrial(i + 1, accuracy, { generation: i < 3 ? 1 : 2 }),
    );
    expect(findingsOf(trials).baseline).toEqual({ trials: 3, best: 0.9, median: 0.7 });
  });

  it('finds the search trial of the architecture that won retrained', () => {
    const trials = [
      completeTrial(1, 0.95),
      completeTrial(2, 0.94),
      completeTrial(3, 0.97, { kind: 'final', architectureId: 'architecture-1' }),
      completeTrial(4, 0.98, { kind: 'final', architectureId: 'architecture-2' }),
    ];
    const { winner } = findingsOf(trials);
    expect([winner?.search.number, winner?.final?.trial.number]).toEqual([2, 4]);
  });
});
