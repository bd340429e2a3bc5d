import { describe, expect, it } from 'vitest';
import { calibration } from '../../../lib/training/metrics/classification/calibration.ts';
import { confusionMatrix } from '../../../lib/training/metrics/classification/confusion.ts';
import { macroF1, scoresPerClass } from '../../../lib/training/metrics/classification/per-class.ts';
import { classificationReport } from '../../../lib/training/metrics/classification/report.ts';
import { topAccuracy } from '../../../lib/training/metrics/classification/top.ts';
import reference from './reports.json' with { type: 'json' };

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 10));

describe.each(reference.classification)('the report on a classifier of $name', (expected) => {
  const report = classificationReport(Float32Array.from(expected.logits), expected.labels, expected.classes);

  it('counts as scikit-learn', () => {
    expect(report.accuracy).toBeCloseTo(expected.accuracy, 12);
    expect(report.top5).toEqual(expected.top5 === null ? undefined : expect.closeTo(expected.top5, 12));
    expect(report.confusion).toEqual(expected.confusion);
    expect(report.macroF1).toBeCloseTo(expected.macroF1, 12);
    expect(report.perClass.map(({ precision }) => precision)).toEqual(close(expected.precision));
    expect(report.perClass.map(({ recall }) => recall)).toEqual(close(expected.recall));
    expect(report.perClass.map(({ f1 }) => f1)).toEqual(close(expected.f1));
    expect(report.perClass.map(({ support }) => support)).toEqual(expected.support);
  });

  it('is calibrated as scikit-learn and Guo et al. measure it', () => {
    expect(report.calibration.nll).toBeCloseTo(expected.nll, 6);
    expect(report.calibration.brier).toBeCloseTo(expected.brier, 6);
    expect(report.calibration.expectedError).toBeCloseTo(expected.expectedError, 6);
    expect(report.calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(expected.labels.length);
  });
});

describe('metrics of classification', () => {
  it('take the first of equal logits', () => {
    const ties = Float32Array.of(1, 1, 0, 0, 2, 2);
    expect(topAccuracy(ties, [0, 1], 3, 1)).toBe(1);
    expect(topAccuracy(ties, [1, 2], 3, 1)).toBe(0);
    expect(topAccuracy(ties, [1, 2], 3, 2)).toBe(1);
    expect(confusionMatrix(ties, [1, 2], 3)).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('say 0 of a class that nothing is taken for, and leave one that does not occur out of the mean', () => {
    const matrix = [
      [2, 0, 0],
      [2, 0, 0],
      [0, 0, 0],
    ];
    expect(scoresPerClass(matrix)[1]).toEqual({ precision: 0, recall: 0, f1: 0, support: 2 });
    expect(macroF1(matrix)).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it('stay finite where a classifier is as sure as can be', () => {
    const { nll, brier, expectedError, bins } = calibration(Float32Array.of(1000, -1000, 1000, -1000), [0, 1], 2);
    expect([nll, brier, expectedError]).toEqual([1000, 1, 0.5]);
    expect(bins.at(-1)).toEqual({ count: 2, confidence: 1, accuracy: 0.5 });
  });
});
