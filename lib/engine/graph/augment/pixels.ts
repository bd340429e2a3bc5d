import type { ImageShape } from '../../augment/problem.ts';
import type { GraphBuilder } from '../builder.ts';
import { DataType } from '../proto.ts';
import { lookUp } from './look-up.ts';
import { constant, int32 } from './tensors.ts';

/**
 * Images made of other pixels of theirs: one gather, for any number of images.
 * @param images float, `[n, height, width, channels]`
 * @param sources int32, `n x height x width` in any shape: pixels counted row by row; `height * width` gives a zero
 */
export function writePixels(graph: GraphBuilder, images: string, sources: string, shape: ImageShape): string {
  const [height, width, channels] = shape;
  const pixels = height * width;
  const oneMore = constant(graph, [3, 2], Int32Array.of(0, 0, 0, 1, 0, 0));
  const padded = graph.float('Pad', [graph.reshape(images, [-1, pixels, channels]), oneMore], { Tpaddings: int32 });
  const indices = graph.reshape(sources, [-1, pixels], DataType.int32);
  return graph.reshape(lookUp(graph, padded, indices, { size: pixels + 1, channels }), [-1, ...shape]);
}
