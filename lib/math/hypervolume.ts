/** Two objectives, both to be minimised. */
export type Point = readonly [number, number];

/**
 * The hypervolume of two objectives: the area between the points and a reference that they dominate; what does not dominate
 * the reference adds nothing (Zitzler and Thiele 1999).
 */
export function dominatedArea(points: readonly Point[], [right, top]: Point): number {
  let [area, lowest] = [0, top];
  for (const [x, y] of points.filter(([x, y]) => x < right && y < top).toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (y >= lowest) continue;
    area += (right - x) * (lowest - y);
    lowest = y;
  }
  return area;
}
