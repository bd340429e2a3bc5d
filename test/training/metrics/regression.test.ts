import { describe, expect, it } from 'vitest';
import { regressionReport } from '../../../lib/training/metrics/regression.ts';
import reference from './reports.json' with { type: 'json' };

const expected = reference.regression;

describe('the report on a regression', () => {
  it('is that of scikit-learn', () => {
    const { mse, rmse, mae, r2 } = expected;
    const close = (value: number) => expect.closeTo(value, 10);
    expect(regressionReport(expected.answers, expected.labels)).toEqual({
      mse: close(mse),
      rmse: close(rmse),
      mae: close(mae),
      r2: close(r2),
    });
  });

  it.each([
    ['the labels themselves', [1, 2, 3], 1],
    ['their mean', [2, 2, 2], 0],
    ['something worse', [3, 2, 1], -3],
  ])('gives %s its R^2', (_case, predicted, r2) => {
    expect(regressionReport(predicted, [1, 2, 3]).r2).toBeCloseTo(r2, 12);
  });

  it('has an R^2 for labels without variance', () => {
    expect(regressionReport([5, 5], [5, 5]).r2).toBe(1);
    expect(regressionReport([5, 6], [5, 5]).r2).toBe(0);
  });
});
