import { elements } from '../network/definition.ts';
import { contentOf } from './content.ts';
import type { Dataset, Labels } from './dataset.ts';
import type { SplitName } from './split.ts';

/** Images that a source has in one array. */
export interface PixelArray {
  /** [height, width, channels] of each. */
  readonly input: readonly [number, number, number];
  /** `count x input`, row-major. */
  readonly pixels: Uint8Array;
  readonly labels: Labels;
  readonly given?: readonly SplitName[] | undefined;
  place(example: number): string;
}

/** Images as they are: nothing is resized. */
export function pixelDataset({ input, pixels, labels, given, place }: PixelArray): Dataset {
  const size = elements(input);
  const rows = Array.from({ length: pixels.length / size }, (_, i) => pixels.subarray(i * size, (i + 1) * size));
  return {
    kind: 'images',
    labels,
    ...(given && { given }),
    contents: rows.map(contentOf),
    place,
    prepare: () => ({ input, rows, images: { fit: 'none' } }),
    notes: [],
  };
}
