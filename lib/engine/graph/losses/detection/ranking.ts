import { PLACE } from '../../../detection/labels.ts';
import type { GraphBuilder } from '../../builder.ts';
import { attr, DataType } from '../../proto.ts';
import { all, expand, gatherRows, sizeOf, unpack } from './ops.ts';

export interface RankedBoxes {
  /** `[batch, boxes + 1, 5]`: by area, equal ones in their order; then places without a box and boxes without area. */
  readonly boxes: string;
  /** Position of each box, `[batch, 1, boxes + 1]`; `none` for those that are no box. */
  readonly ranks: string;
  /** Position of the last place, which never holds a box; a scalar. */
  readonly none: string;
}

/** Sorts the boxes of each image and numbers them, smallest first. @param labels `[batch, boxes, 5]` */
export function writeRanked(graph: GraphBuilder, labels: string): RankedBoxes {
  const places = withEmptyPlace(graph, labels);
  const least = graph.scalar(Number.NEGATIVE_INFINITY);
  const key = graph.float('SelectV2', [...smallness(graph, places), least]);
  const count = sizeOf(graph, key, 1);
  // Of equal keys TopKV2 puts the earlier one first: the place that was added is the last.
  const best = graph.float('TopKV2', [key, count], { sorted: attr.bool(true) });
  const size = graph.cast(count, DataType.int32, DataType.float);
  const numbers = graph.op('Range', [graph.scalar(0), size, graph.scalar(1)], { Tidx: attr.type(DataType.float) });
  const none = graph.float('Sub', [size, graph.scalar(1)]);
  const isBox = graph.float('Greater', [best, least]);
  return {
    boxes: gatherRows(graph, places, `${best}:1`),
    ranks: expand(graph, graph.float('SelectV2', [isBox, numbers, none]), 1),
    none,
  };
}

/** Appends a place of -1 to every image, so that there is always one without a box. */
function withEmptyPlace(graph: GraphBuilder, labels: string): string {
  const paddings = graph.reshape(graph.ints([0, 0, 0, 1, 0, 0]), [3, 2], DataType.int32);
  return graph.float('PadV2', [labels, paddings, graph.scalar(-1)], { Tpaddings: attr.type(DataType.int32) });
}

/** Whether a place holds a box, and the negative of its area. */
function smallness(graph: GraphBuilder, places: string): readonly [string, string] {
  const [left, top, right, bottom, label] = unpack(graph, places, PLACE, 2);
  const width = graph.float('Sub', [right!, left!]);
  const height = graph.float('Sub', [bottom!, top!]);
  const zero = graph.scalar(0);
  const isBox = all(graph, [
    graph.float('GreaterEqual', [label!, zero]),
    graph.float('Greater', [width, zero]),
    graph.float('Greater', [height, zero]),
  ]);
  return [isBox, graph.float('Neg', [graph.float('Mul', [width, height])])];
}
