import { type Head, locationsOf } from '../../../detection/head.ts';
import { PLACE } from '../../../detection/labels.ts';
import type { GraphBuilder } from '../../builder.ts';
import { attr, DataType } from '../../proto.ts';
import { writeAssignment } from './assignment.ts';
import { asFloat, expand, pack, unpack } from './ops.ts';

/** What every location should say. */
export interface Targets {
  /** 1 for a location that learns a box, else 0; `[batch, locations]`. */
  readonly positive: string;
  /** In strides, `[batch, locations, 4]`; 1 where there is no box. */
  readonly distances: string;
  /** `[batch, locations]`; 0 where there is no box. */
  readonly centreness: string;
  /** One-hot, `[batch, locations, classes]`; zeros where there is no box. */
  readonly classes: string;
}

/** @param labels `[batch, boxes, 5]` */
export function writeTargets(graph: GraphBuilder, labels: string, head: Head): Targets {
  const boxes = unpack(graph, writeAssignment(graph, labels, head), PLACE, 2);
  const label = boxes[PLACE - 1]!;
  const isBox = (labels: string) => graph.float('GreaterEqual', [labels, graph.scalar(0)]);
  const positive = asFloat(graph, isBox(label));
  const distances = writeDistances(graph, pack(graph, boxes.slice(0, -1), 2), head);
  const inside = graph.float('SelectV2', [isBox(expand(graph, label, 2)), distances, graph.scalar(1)]);
  return {
    positive,
    distances: inside,
    centreness: graph.float('Mul', [writeCentreness(graph, inside), positive]),
    classes: graph.float(
      'OneHot',
      [graph.cast(label, DataType.float, DataType.int32), graph.int(head.classes), graph.scalar(1), graph.scalar(0)],
      { TI: attr.type(DataType.int32), axis: attr.int(-1) },
    ),
  };
}

/** From locations to edges, in strides (detection/distances.ts). */
function writeDistances(graph: GraphBuilder, edges: string, head: Head): string {
  const locations = locationsOf(head);
  const shape = [locations.length, 4];
  const from = graph.floats(
    locations.flatMap(({ x, y }) => [x, y, x, y]),
    shape,
  );
  const perStride = locations.flatMap(({ level: { stride } }) => [-1 / stride, -1 / stride, 1 / stride, 1 / stride]);
  return graph.float('Mul', [graph.float('Sub', [edges, from]), graph.floats(perStride, shape)]);
}

/** detection/distances.ts: centreness. */
function writeCentreness(graph: GraphBuilder, distances: string): string {
  const [left, top, right, bottom] = unpack(graph, distances, 4, 2) as [string, string, string, string];
  const ratio = (a: string, b: string) =>
    graph.float('Div', [graph.float('Minimum', [a, b]), graph.float('Maximum', [a, b])]);
  return graph.float('Sqrt', [graph.float('Mul', [ratio(left, right), ratio(top, bottom)])]);
}
