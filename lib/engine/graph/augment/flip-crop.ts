import type { Augmentation } from '../../../trial/augmentation.ts';
import { flipCropTables } from '../../augment/flip-crop.ts';
import { type AugmentedProblem, imageShape } from '../../augment/problem.ts';
import type { Batch } from '../batch.ts';
import type { GraphBuilder } from '../builder.ts';
import { DataType } from '../proto.ts';
import type { StepRandom } from '../random.ts';
import { writeBoxes } from './boxes.ts';
import { writePixels } from './pixels.ts';
import { constant, draw, int32, rowsOf, unpack } from './tensors.ts';

/** Flip and crop, together one gather; boxes move along. */
export function writeFlipCrop(
  graph: GraphBuilder,
  random: StepRandom,
  batch: Batch,
  augmentation: Augmentation,
  { batchSize, input, task }: AugmentedProblem,
): Batch {
  const shape = imageShape(input);
  const [height, width] = shape;
  const { rows, columns, shifts, mirrors } = flipCropTables(augmentation, shape);
  const [down, right, turn] = unpack(graph, random.uniform([3, batchSize]), 3) as [string, string, string];
  const [row, shift, mirrored] = [draw(graph, down, shifts), draw(graph, right, shifts), draw(graph, turn, mirrors)];
  const mirroredShift = integers('Mul', mirrored, graph.int(shifts));
  const column = integers('AddV2', shift, mirroredShift);
  const sums = integers('AddV2', axis(rows, row, [height, 1]), axis(columns, column, [1, width]));
  const sources = integers('Minimum', sums, graph.int(height * width));
  return {
    ...batch,
    features: writePixels(graph, batch.features, sources, shape),
    labels:
      task === 'detection'
        ? writeBoxes(graph, batch.labels, { row, shift, mirrored }, augmentation, shape)
        : batch.labels,
  };

  function integers(op: string, a: string, b: string): string {
    return graph.op(op, [a, b], { T: int32 });
  }

  /** What each image shows along an axis of `size`, so that the two axes broadcast. */
  function axis(table: Int32Array, draws: string, size: readonly [number, number]): string {
    const length = size[0] * size[1];
    const values = constant(graph, [table.length / length, length], table);
    return graph.reshape(rowsOf(graph, values, draws, DataType.int32), [batchSize, ...size], DataType.int32);
  }
}
