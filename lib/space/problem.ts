import type { Problem } from './space.ts';

/** @throws RangeError when convolutional networks cannot be built for the problem. */
export function requireImages(space: string, { input, classes }: Problem): void {
  if (input.length !== 3) {
    throw new RangeError(
      `space ${space} takes images [height, width, channels]; the data has shape [${input.join(', ')}]`,
    );
  }
  if (classes < 2) throw new RangeError(`space ${space} needs at least 2 classes; the data has ${classes}`);
}
