import { type Calibration, calibration } from './calibration.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion.ts';
import { type ClassScores, macroF1, scoresPerClass } from './per-class.ts';
import { topAccuracy } from './top.ts';

export interface ClassificationReport {
  readonly accuracy: number;
  /** Share of examples whose label is among the five best answers; from ten classes on. */
  readonly top5?: number;
  readonly macroF1: number;
  /** By class number. */
  readonly perClass: readonly ClassScores[];
  readonly confusion: ConfusionMatrix;
  readonly calibration: Calibration;
}

/** From how many classes on five answers say something. */
const MANY = 10;

/** All that is to say of a classifier's logits `count x classes` on examples of the classes `labels`. */
export function classificationReport(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): ClassificationReport {
  const confusion = confusionMatrix(logits, labels, classes);
  return {
    accuracy: topAccuracy(logits, labels, classes, 1),
    ...(classes >= MANY && { top5: topAccuracy(logits, labels, classes, 5) }),
    macroF1: macroF1(confusion),
    perClass: scoresPerClass(confusion),
    confusion,
    calibration: calibration(logits, labels, classes),
  };
}
