import type { Augmentation } from '../../../trial/augmentation.ts';
import { LEAST_AREA, LEAST_SIDE } from '../../augment/flip-crop.ts';
import type { ImageShape } from '../../augment/problem.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import { select, unpack } from './tensors.ts';

/** What was drawn for each image, int32 `[batch]`: which row and column crop begins at, and 1 for a mirrored image. */
export interface Draws {
  readonly row: string;
  readonly shift: string;
  readonly mirrored: string;
}

/** Moves boxes `[batch, boxes, 5]` as flip and crop move pixels; those of which crop leaves too little get class -1. */
export function writeBoxes(
  graph: GraphBuilder,
  labels: string,
  { row, shift, mirrored }: Draws,
  { flip, crop }: Augmentation,
  [height, width]: ImageShape,
): string {
  const [left, top, right, bottom, label] = unpack(graph, labels, 5, 2) as [string, string, string, string, string];
  const [mirroredLeft, mirroredRight] = flip ? mirror() : [left, right];
  const moved = crop > 0 ? cropped() : [mirroredLeft, top, mirroredRight, bottom, label];
  return graph.float('Pack', moved, { N: attr.int(moved.length), axis: attr.int(2) });

  function mirror(): readonly [string, string] {
    const whole = graph.scalar(width);
    const isMirrored = graph.cast(column(mirrored), DataType.int32, DataType.bool);
    return [
      select(graph, isMirrored, graph.float('Sub', [whole, right]), left),
      select(graph, isMirrored, graph.float('Sub', [whole, left]), right),
    ];
  }

  function cropped(): readonly string[] {
    const [x, y] = [shift, row].map((place) =>
      graph.float('Sub', [graph.cast(column(place), DataType.int32, DataType.float), graph.scalar(crop)]),
    ) as [string, string];
    const edges = [
      clip(mirroredLeft, x, width),
      clip(top, y, height),
      clip(mirroredRight, x, width),
      clip(bottom, y, height),
    ];
    const [sides, before] = [sidesOf(edges), sidesOf([left, top, right, bottom])];
    const areaBefore = graph.float('Mul', before);
    const isArea = atLeast(graph.float('Mul', sides), graph.float('Mul', [areaBefore, graph.scalar(LEAST_AREA)]));
    const isSide = atLeast(graph.float('Minimum', sides), graph.scalar(LEAST_SIDE));
    const isKept = graph.op('LogicalAnd', [isArea, isSide]);
    return [...edges, select(graph, isKept, label, graph.scalar(-1))];
  }

  function clip(edge: string, begin: string, size: number): string {
    return graph.float('ClipByValue', [graph.float('Sub', [edge, begin]), graph.scalar(0), graph.scalar(size)]);
  }

  function sidesOf([l, t, r, b]: readonly string[]): readonly [string, string] {
    return [graph.float('Sub', [r!, l!]), graph.float('Sub', [b!, t!])];
  }

  function atLeast(a: string, b: string): string {
    return graph.float('GreaterEqual', [a, b]);
  }

  /** One number an image, to broadcast over its boxes. */
  function column(draws: string): string {
    return graph.reshape(draws, [-1, 1], DataType.int32);
  }
}
