import { CENTRE_RADIUS } from '../../../detection/assign.ts';
import { centres, type Head, type Level } from '../../../detection/head.ts';
import { PLACE } from '../../../detection/labels.ts';
import type { GraphBuilder } from '../../builder.ts';
import { DataType } from '../../proto.ts';
import { all, concat, expand, gatherRows, unpack } from './ops.ts';
import { type RankedBoxes, writeRanked } from './ranking.ts';

/**
 * The box that each location learns (detection/assign.ts), `[batch, locations, 5]`: edges and class, -1 where there is none.
 * Whether a box fits a location is asked by columns and by rows; only their answers meet at every location, as the larger
 * of two ranks. The least rank at a location is then that of the smallest box.
 * @param labels `[batch, boxes, 5]`
 */
export function writeAssignment(graph: GraphBuilder, labels: string, { levels }: Head): string {
  const ranked = writeRanked(graph, labels);
  const edges = unpack(graph, ranked.boxes, PLACE, 2).map((edge) => expand(graph, edge, 1));
  const [left, top, right, bottom] = edges as [string, string, string, string];
  const chosen = levels.map((level) => {
    const { columns, rows } = level;
    const across = writeFit(graph, ranked, level, { count: columns, low: left, high: right, broadcast: 1 });
    const down = writeFit(graph, ranked, level, { count: rows, low: top, high: bottom, broadcast: 2 });
    const both = graph.float('Maximum', [across.inside, down.inside]);
    const far = graph.float('Minimum', [across.far, down.far]);
    const fitting = level.above === 0 ? both : graph.float('Maximum', [both, far]);
    return graph.reshape(graph.reduce('Min', fitting, [3]), [-1, rows * columns]);
  });
  return gatherRows(graph, ranked.boxes, graph.cast(concat(graph, chosen, 1), DataType.float, DataType.int32));
}

/** Columns (or rows) of a level against the edges of boxes, `[batch, 1, boxes]`, on either side of them. */
interface Axis {
  readonly count: number;
  readonly low: string;
  readonly high: string;
  /** The axis at which the answers are spread over rows (or columns). */
  readonly broadcast: number;
}

/**
 * Ranks of boxes where they fit, else that of no box, `[batch, rows or 1, columns or 1, boxes]`. `inside`: between the edges,
 * near the middle, and no edge too far away for the level; `far`: an edge too far away for the level before.
 */
function writeFit(
  graph: GraphBuilder,
  { ranks, none }: RankedBoxes,
  { stride, above, upTo }: Level,
  { count, low, high, broadcast }: Axis,
): { readonly inside: string; readonly far: string } {
  const at = graph.floats(centres(count, stride), [count, 1]);
  const before = graph.float('Sub', [at, low]);
  const after = graph.float('Sub', [high, at]);
  const farthest = graph.float('Maximum', [before, after]);
  const eccentricity = graph.float('Abs', [graph.float('Sub', [before, after])]);
  const inside = all(graph, [
    graph.float('Greater', [graph.float('Minimum', [before, after]), graph.scalar(0)]),
    graph.float('Less', [eccentricity, graph.scalar(2 * CENTRE_RADIUS * stride)]),
    graph.float('LessEqual', [farthest, graph.scalar(upTo)]),
  ]);
  const rankWhere = (condition: string) => expand(graph, graph.float('SelectV2', [condition, ranks, none]), broadcast);
  return { inside: rankWhere(inside), far: rankWhere(graph.float('Greater', [farthest, graph.scalar(above)])) };
}
