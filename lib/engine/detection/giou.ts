import type { Distances } from './distances.ts';

const size = ([left, top, right, bottom]: Distances) => [left + right, top + bottom] as const;
const areaOf = (distances: Distances) => size(distances)[0] * size(distances)[1];
const combine = (pick: (a: number, b: number) => number, a: Distances, b: Distances): Distances => [
  pick(a[0], b[0]),
  pick(a[1], b[1]),
  pick(a[2], b[2]),
  pick(a[3], b[3]),
];

/**
 * 1 - GIoU of two boxes around one location (Rezatofighi et al. 2019, arXiv:1902.09630), and its gradient by the logarithms
 * of the predicted distances. GIoU = shared / union - (hull - union) / hull.
 */
export function giouLoss(predicted: Distances, target: Distances): { loss: number; gradient: Distances } {
  const inner = combine(Math.min, predicted, target);
  const outer = combine(Math.max, predicted, target);
  const [shared, hull] = [areaOf(inner), areaOf(outer)];
  const union = areaOf(predicted) + areaOf(target) - shared;
  const byUnion = shared / union ** 2 - 1 / hull;
  const byShared = -1 / union - byUnion;
  const byHull = union / hull ** 2;
  const gradient = predicted.map((distance, side) => {
    // An edge that moves out by one adds the box's extent along that edge to its area.
    const along = (box: Distances) => size(box)[1 - (side % 2)]!;
    const isInside = distance <= target[side]!;
    return distance * (byUnion * along(predicted) + (isInside ? byShared * along(inner) : byHull * along(outer)));
  });
  return { loss: 2 - shared / union - union / hull, gradient: gradient as unknown as Distances };
}
