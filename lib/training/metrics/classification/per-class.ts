import type { ConfusionMatrix } from './confusion.ts';

export interface ClassScores {
  /** Share of the examples taken for the class that are of it; 0 where none was. */
  readonly precision: number;
  /** Share of the class's examples that were taken for it; 0 where there is none. */
  readonly recall: number;
  /** Harmonic mean of the two; 0 where both are. */
  readonly f1: number;
  /** Examples of the class. */
  readonly support: number;
}

/** By class number, as scikit-learn's precision_recall_fscore_support gives them. */
export function scoresPerClass(matrix: ConfusionMatrix): readonly ClassScores[] {
  return matrix.map((row, label) => {
    const right = row[label]!;
    const support = row.reduce((sum, count) => sum + count, 0);
    const taken = matrix.reduce((sum, other) => sum + other[label]!, 0);
    return {
      precision: ratio(right, taken),
      recall: ratio(right, support),
      f1: ratio(2 * right, support + taken),
      support,
    };
  });
}

/** Mean F1 of the classes that occur, be it among labels or answers. */
export function macroF1(matrix: ConfusionMatrix): number {
  const occurring = scoresPerClass(matrix).filter(
    ({ support }, label) => support > 0 || matrix.some((row) => row[label]! > 0),
  );
  return ratio(
    occurring.reduce((sum, { f1 }) => sum + f1, 0),
    occurring.length,
  );
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
