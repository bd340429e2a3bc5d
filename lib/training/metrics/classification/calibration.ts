import { logProbabilities, predicted, rows } from './probabilities.ts';

/** How far probabilities can be taken at their word. */
export interface Calibration {
  /** Expected calibration error over 15 bins (Guo et al. 2017, arXiv:1706.04599, section 2). */
  readonly expectedError: number;
  /** Mean squared distance of the probabilities from the label's one-hot vector, 0 to 2 (Brier 1950). */
  readonly brier: number;
  /** Mean negative log likelihood, in nats. */
  readonly nll: number;
  /** The reliability diagram: examples by the probability of their answer, which lies in (i / 15, (i + 1) / 15]. */
  readonly bins: readonly CalibrationBin[];
}

export interface CalibrationBin {
  readonly count: number;
  /** Mean probability of the answers; 0 in an empty bin. */
  readonly confidence: number;
  /** Share of right answers; 0 in an empty bin. */
  readonly accuracy: number;
}

const BINS = 15;

/** @param logits `count x classes` @param labels class numbers */
export function calibration(logits: Float32Array, labels: ArrayLike<number>, classes: number): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  let brier = 0;
  let nll = 0;
  for (const [example, row] of rows(logits, classes).entries()) {
    const label = labels[example]!;
    const logs = logProbabilities(row);
    nll -= logs[label]!;
    brier += logs.reduce((sum, log, k) => sum + (Math.exp(log) - Number(k === label)) ** 2, 0);
    const answer = predicted(row);
    const confidence = Math.exp(logs[answer]!);
    const bin = sums[Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1))]!;
    bin.count++;
    bin.confidence += confidence;
    bin.right += Number(answer === label);
  }
  const count = labels.length;
  return {
    expectedError: sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / count,
    brier: brier / count,
    nll: nll / count,
    bins: sums.map((bin) => ({
      count: bin.count,
      confidence: bin.confidence / (bin.count || 1),
      accuracy: bin.right / (bin.count || 1),
    })),
  };
}
