import { expect, it } from 'vitest';
import { dominatedArea } from '../../lib/math/hypervolume.ts';

it.each([
  [[], 0],
  [[[1, 1]], 9],
  [
    [
      [1, 3],
      [3, 1],
    ],
    3 + 3 - 1,
  ],
  [
    [
      [3, 1],
      [1, 3],
      [3, 3],
      [2, 3.5],
      [1, 3],
    ],
    5,
  ],
  [
    [
      [5, 0],
      [0, 4],
    ],
    0,
  ],
] as [[number, number][], number][])('of %j to (4, 4) is %f', (points, area) => {
  expect(dominatedArea(points, [4, 4])).toBe(area);
});
