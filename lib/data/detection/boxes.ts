import type { Box } from '../dataset.ts';

/** A box as an annotation has it, in pixels of the image. */
export interface NamedBox extends Omit<Box, 'label'> {
  readonly class: string;
}

/** [height, width] */
type Size = readonly [number, number];

/** Annotation tools round, and count pixels from 0 or from 1. */
const TOLERANCE = 1;

/**
 * A box in pixels of the resized image. What lies outside of the image by no more than a pixel is cut off.
 * @throws RangeError in words, for a box outside of the image or without area
 */
export function fitBox(box: NamedBox, original: Size, size: Size): Omit<Box, 'label'> {
  const [height, width] = original;
  const text = `${box.class} at ${[box.left, box.top, box.right, box.bottom].join(', ')}`;
  const out = Math.max(-box.left, -box.top, box.right - width, box.bottom - height);
  if (!(out <= TOLERANCE)) throw new RangeError(`a box outside of its image of ${width} x ${height}, ${text}`);
  const [down, across] = [size[0] / height, size[1] / width];
  const fitted = {
    left: Math.max(0, box.left) * across,
    top: Math.max(0, box.top) * down,
    right: Math.min(width, box.right) * across,
    bottom: Math.min(height, box.bottom) * down,
  };
  if (fitted.right > fitted.left && fitted.bottom > fitted.top) return fitted;
  throw new RangeError(`a box without area, ${text}`);
}
