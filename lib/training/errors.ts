/** Training was stopped on purpose and has written its checkpoint. */
export class TrainingInterruptedError extends Error {
  override readonly name = 'TrainingInterruptedError';
}

/** The loss is no number any more; training on would be for nothing. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError';

  /** @param learningRate of that step */
  constructor(loss: number, step: number, learningRate: number) {
    const rate = Number(learningRate.toPrecision(3));
    super(`the loss is ${loss} at step ${step} with learning rate ${rate}: a lower learning rate may help`);
  }
}

/** The trial takes more time or memory than its specification allows. */
export class TrialLimitError extends Error {
  override readonly name = 'TrialLimitError';

  constructor(limit: 'minutes' | 'memoryGiB', got: string, allowed: string, step: number) {
    super(`limits.${limit}: got ${got} at step ${step}; allowed: ${allowed}`);
  }
}
