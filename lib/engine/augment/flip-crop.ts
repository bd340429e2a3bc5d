import type { Augmentation } from '../../trial/augmentation.ts';
import type { ImageShape } from './problem.ts';

/**
 * What flip and crop show, as tables over their draws. Pixels of an image are numbered row by row; one more, numbered
 * `height * width`, is the padding. Output pixel (y, x) shows pixel `min(rows[y] + columns[x], height * width)`.
 */
export interface FlipCropTables {
  /** `shifts x height` */
  readonly rows: Int32Array;
  /** `(mirrors * shifts) x width`; the unmirrored ones come first. */
  readonly columns: Int32Array;
  /** How many places an image can be cropped at, on either axis. */
  readonly shifts: number;
  /** 2 with flip, else 1. */
  readonly mirrors: number;
}

/** The mirrored image is what is padded and cropped: shift s shows its pixel x + s - crop at x. */
export function flipCropTables({ flip, crop }: Augmentation, [height, width]: ImageShape): FlipCropTables {
  const shifts = 2 * crop + 1;
  const mirrors = flip ? 2 : 1;
  const padding = height * width;
  const table = (draws: number, size: number, pixel: (at: number, draw: number) => number) =>
    Int32Array.from({ length: draws * size }, (_, i) => {
      const draw = Math.floor(i / size);
      const at = (i % size) + (draw % shifts) - crop;
      return at >= 0 && at < size ? pixel(at, draw) : padding;
    });
  return {
    rows: table(shifts, height, (y) => y * width),
    columns: table(mirrors * shifts, width, (x, draw) => (draw < shifts ? x : width - 1 - x)),
    shifts,
    mirrors,
  };
}

/** A cropped box with less of its area left is of an object that cannot be recognised. */
export const LEAST_AREA = 0.25;
/** Pixels; a cropped box with a shorter side is gone. */
export const LEAST_SIDE = 2;
