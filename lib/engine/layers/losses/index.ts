import type { Task } from '../../../trial/task.ts';
import { classificationLoss } from './classification.ts';
import { detectionLoss } from './detection.ts';
import type { LossFunction } from './loss.ts';
import { regressionLoss } from './regression.ts';

const losses: Readonly<Record<Task, LossFunction>> = {
  classification: classificationLoss,
  regression: regressionLoss,
  detection: detectionLoss,
};

/** The loss of a task. */
export const lossOf = (task: Task): LossFunction => losses[task];
