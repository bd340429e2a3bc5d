import type { Shape } from '../../network/network.ts';
import type { Task } from '../../trial/task.ts';

/** What augmentation has to know of a training. */
export interface AugmentedProblem {
  readonly batchSize: number;
  /** An image: height, width, channels. */
  readonly input: Shape;
  /** Of classification. */
  readonly classes: number;
  readonly task: Task;
}

/** Height, width and channels of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** @throws RangeError when examples are not images */
export function imageShape(input: Shape): ImageShape {
  if (input.length === 3) return input as unknown as ImageShape;
  throw new RangeError(`input: got [${input}]; allowed: images of height, width and channels, to be augmented`);
}
