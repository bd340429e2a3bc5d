import type { Task } from '../../../trial/task.ts';
import { writeClassificationLoss } from './classification.ts';
import { writeDetectionLoss } from './detection.ts';
import type { LossWriter } from './loss.ts';
import { writeRegressionLoss } from './regression.ts';

const losses: Readonly<Record<Task, LossWriter>> = {
  classification: writeClassificationLoss,
  regression: writeRegressionLoss,
  detection: writeDetectionLoss,
};

/** The writer of a task's loss. */
export const lossOf = (task: Task): LossWriter => losses[task];
