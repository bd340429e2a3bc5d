import type { Augmentation } from '../../../trial/augmentation.ts';
import { mixingTable } from '../../augment/mixing.ts';
import { type AugmentedProblem, imageShape } from '../../augment/problem.ts';
import type { Batch } from '../batch.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import type { StepRandom } from '../random.ts';
import { constant, draw, int32, repeated, reversed, rowsOf, unpack } from './tensors.ts';

/** mixup and CutMix: the batch with its own reverse. The labels become targets, mixed in the same shares. */
export function writeMixing(
  graph: GraphBuilder,
  random: StepRandom,
  batch: Batch,
  augmentation: Augmentation,
  { batchSize, input, classes }: AugmentedProblem,
): Batch {
  const shape = imageShape(input);
  const [height, width, channels] = shape;
  const ways = mixingTable(augmentation, shape);
  const [way, down, right] = unpack(graph, random.uniform([3]), 3) as [string, string, string];
  const table = constant(graph, [ways.length, 3], Float32Array.from(ways.flat()));
  const drawn = rowsOf(graph, table, draw(graph, way, ways.length), DataType.float);
  const [share, halfHeight, halfWidth] = unpack(graph, drawn, 3) as [string, string, string];
  const rows = within(down, halfHeight, height, 1);
  const columns = within(right, halfWidth, width, channels);
  return { ...batch, features: mixedImages(), targets: mixedTargets() };

  function mixedImages(): string {
    const inside = graph.float('Mul', [
      graph.reshape(rows, [height, 1]),
      graph.reshape(columns, [1, width * channels]),
    ]);
    const partner = graph.reshape(graph.float('Maximum', [inside, share]), [height * width * channels]);
    const mixed = mix(graph.reshape(batch.features, [batchSize, height * width * channels]), partner);
    return graph.reshape(mixed, [batchSize, ...input]);
  }

  function mixedTargets(): string {
    const [full, none] = [graph.scalar(1), graph.scalar(0)];
    const attributes = { TI: int32, axis: attr.int(-1) };
    const targets = graph.float('OneHot', [batch.labels, graph.int(classes), full, none], attributes);
    const pixels = graph.float('Mul', [graph.reduce('Sum', rows, [0]), graph.reduce('Sum', columns, [0])]);
    const area = graph.float('Mul', [pixels, graph.scalar(1 / (height * width * channels))]);
    return mix(targets, graph.float('Maximum', [area, share]));
  }

  /** The share `partner` of the reversed batch and the rest of the batch itself. */
  function mix(tensor: string, partner: string): string {
    const own = graph.float('Mul', [tensor, graph.float('Sub', [graph.scalar(1), partner])]);
    return graph.float('AddV2', [own, graph.float('Mul', [reversed(graph, tensor), partner])]);
  }

  /** 1 on an axis' pixels that are within `half` of a random one, else 0; see augment/span.ts. */
  function within(uniform: string, half: string, size: number, repeats: number): string {
    const places = repeated(
      Float32Array.from({ length: size }, (_, i) => i),
      repeats,
    );
    const centre = graph.cast(draw(graph, uniform, size), DataType.int32, DataType.float);
    const distance = graph.float('Sub', [constant(graph, [size * repeats], places), centre]);
    const isAfter = graph.float('GreaterEqual', [distance, graph.float('Neg', [half])]);
    const isBefore = graph.float('Less', [distance, half]);
    return graph.cast(graph.op('LogicalAnd', [isAfter, isBefore]), DataType.bool, DataType.float);
  }
}
