/** Edges in pixels of the input. An edge is a line between pixels: a box is `right - left` wide. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LabelledBox extends Box {
  /** Class number. */
  readonly label: number;
}

export interface Detection extends LabelledBox {
  /** 0 to 1. */
  readonly score: number;
}

/** In square pixels; 0 where edges have changed sides. */
export const area = ({ left, top, right, bottom }: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

/** Intersection over union, 0 to 1; 0 for boxes without area. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (!(width > 0 && height > 0)) return 0;
  const shared = width * height;
  return shared / (area(a) + area(b) - shared);
}
