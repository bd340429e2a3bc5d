/** Training was stopped on purpose and has written its checkpoint. */
export class TrainingInterruptedError extends Error {
  override readonly name = 'TrainingInterruptedError';
}

/** The loss is no number any more; training on would be for nothing. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError';

  constructor(loss: number, step: number) {
    super(`the loss is ${loss} at step ${step}: a lower learning rate may help`);
  }
}
