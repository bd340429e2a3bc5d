import { LARGEST_LOG } from '../../../detection/distances.ts';
import type { GraphBuilder } from '../../builder.ts';
import type { Derived } from './focal.ts';
import { expand, pack, unpack } from './ops.ts';

/**
 * 1 - GIoU of boxes around their locations, `[batch, locations]`, and the gradients by the logarithms of the predicted
 * distances, `[batch, locations, 4]` (detection/giou.ts).
 * @param logs of the predicted distances, left, top, right, bottom @param targets distances, all above 0
 */
export function writeGiouLoss(graph: GraphBuilder, logs: string, targets: string): Derived {
  const op = (name: string, ...inputs: readonly string[]) => graph.float(name, inputs);
  const limit = [graph.scalar(-LARGEST_LOG), graph.scalar(LARGEST_LOG)] as const;
  const distances = op('Exp', op('ClipByValue', logs, ...limit));
  const predicted = extent(distances);
  const inner = extent(op('Minimum', distances, targets));
  const outer = extent(op('Maximum', distances, targets));
  const union = op('Sub', op('AddV2', predicted.area, extent(targets).area), inner.area);
  const perUnion = op('Div', inner.area, union);
  const perHull = op('Div', union, outer.area);

  const byUnion = op('Sub', op('Div', perUnion, union), op('Reciprocal', outer.area));
  const byShared = op('Neg', op('AddV2', op('Reciprocal', union), byUnion));
  const byHull = op('Div', perHull, outer.area);
  const isInside = op('LessEqual', distances, targets);
  const ofInside = op('Mul', expand(graph, byShared, 2), inner.along);
  const ofOutside = op('Mul', expand(graph, byHull, 2), outer.along);
  const byDistance = op(
    'AddV2',
    op('Mul', expand(graph, byUnion, 2), predicted.along),
    op('SelectV2', isInside, ofInside, ofOutside),
  );
  return {
    losses: op('Sub', op('Sub', graph.scalar(2), perUnion), perHull),
    gradients: op('Mul', byDistance, distances),
  };

  /** Area of boxes, and for each edge the box's extent along it. */
  function extent(sides: string): { readonly area: string; readonly along: string } {
    const [left, top, right, bottom] = unpack(graph, sides, 4, 2) as [string, string, string, string];
    const width = op('AddV2', left, right);
    const height = op('AddV2', top, bottom);
    return { area: op('Mul', width, height), along: pack(graph, [height, width, height, width], 2) };
  }
}
