import type { Augmentation } from '../../../trial/augmentation.ts';
import { type AugmentedProblem, imageShape } from '../../augment/problem.ts';
import { cutoutTable } from '../../augment/span.ts';
import type { GraphBuilder } from '../builder.ts';
import { DataType } from '../proto.ts';
import type { StepRandom } from '../random.ts';
import { constant, draw, repeated, rowsOf, unpack } from './tensors.ts';

/** Zeroes a square about a random pixel of each image; it may stick out. Labels stay. */
export function writeCutout(
  graph: GraphBuilder,
  random: StepRandom,
  features: string,
  { cutout }: Augmentation,
  { batchSize, input }: AugmentedProblem,
): string {
  const [height, width, channels] = imageShape(input);
  const [down, right] = unpack(graph, random.uniform([2, batchSize]), 2) as [string, string];
  const rows = graph.reshape(kept(down, height, 1), [batchSize, height, 1]);
  const columns = graph.reshape(kept(right, width, channels), [batchSize, 1, width * channels]);
  const values = graph.reshape(features, [batchSize, height, width * channels]);
  const masked = graph.float('Mul', [values, graph.float('Maximum', [rows, columns])]);
  return graph.reshape(masked, [batchSize, ...input]);

  /** For each image, 1 where an axis is kept; repeated for the channels, over which broadcasting would be slow. */
  function kept(uniform: string, size: number, repeats: number): string {
    const table = constant(graph, [size, size * repeats], repeated(cutoutTable(size, cutout), repeats));
    return rowsOf(graph, table, draw(graph, uniform, size), DataType.float);
  }
}
