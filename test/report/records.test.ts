import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { records } from '../../lib/report/records.ts';
import { paretoFront } from '../math/pareto.ts';
import { completeTrial } from '../pipeline/trials.ts';

describe('records', () => {
  it('are the trials that beat all before them; an equal one does not', () => {
    const trials = [0.5, 0.4, 0.7, 0.7, 0.9].map((accuracy, i) => completeTrial(i + 1, accuracy));
    expect([...records(trials)].map(({ number }) => number)).toEqual([1, 3, 5]);
  });

  it('by rising cost, are the Pareto front', () => {
    const accuracies = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(accuracies, (all) => {
        const trials = all.map((accuracy, i) => completeTrial(i + 1, accuracy / 1000));
        const front = paretoFront(trials, [
          { direction: 'minimise', value: ({ number }) => number },
          { direction: 'maximise', value: ({ result }) => result!.metrics.accuracy! },
        ]);
        expect([...records(trials)]).toEqual(front);
      }),
    );
  });
});
