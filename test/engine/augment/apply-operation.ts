import type { ImageShape } from '../../../lib/engine/augment/problem.ts';
import type { Operation } from '../../../lib/engine/augment/rand-augment.ts';
import { operations as graphOperations } from '../../../lib/engine/graph/augment/operations/index.ts';
import { constant } from '../../../lib/engine/graph/augment/tensors.ts';
import { GraphBuilder } from '../../../lib/engine/graph/builder.ts';
import { attr, DataType } from '../../../lib/engine/graph/proto.ts';
import { Session } from '../../../lib/engine/graph/session.ts';
import { operations } from '../../../lib/engine/layers/augment/operations/index.ts';
import { loadTensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { isNative } from './augmenters.ts';

export interface Application {
  readonly operation: Operation;
  readonly shape: ImageShape;
  /** Each with its amount. */
  readonly images: readonly Float32Array[];
  readonly amounts: readonly number[];
  readonly maps: readonly Int32Array[];
}

/** Applies an operation of RandAugment to images of whole bytes. */
export type Apply = (application: Application) => Promise<readonly Float32Array[]>;

const inLayers: Apply = async ({ operation, shape, images, amounts, maps }) =>
  images.map((image, i) => operations[operation]({ image, shape, amount: Math.fround(amounts[i]!), maps }));

/** All images in one call, as their part of a batch. */
const inGraph: Apply = async ({ operation, shape, images, amounts, maps }) => {
  const { tf, native } = await loadTensorFlow();
  const graph = new GraphBuilder();
  const written = graphOperations[operation]({
    graph,
    images: graph.placeholder('images', DataType.float, [-1, ...shape]),
    shape,
    amounts: graph.reshape(graph.placeholder('amounts', DataType.float, [-1]), [-1, 1, 1, 1]),
    maps: constant(graph, [maps.length, shape[0] * shape[1]], Int32Array.from(maps.flatMap((map) => [...map]))),
  });
  graph.named('applied', 'Identity', [written], { T: attr.type(DataType.float) });
  const session = new Session(tf, native!, graph);
  try {
    const size = shape[0] * shape[1] * shape[2];
    const values = new Float32Array(images.length * size);
    for (const [i, image] of images.entries()) values.set(image, i * size);
    const feeds = [
      { name: 'images', values, shape: [images.length, ...shape] },
      { name: 'amounts', values: Float32Array.from(amounts), shape: [amounts.length] },
    ];
    const [applied] = session.run(feeds, ['applied']);
    return images.map((_, i) => applied!.subarray(i * size, (i + 1) * size));
  } finally {
    session.close();
  }
};

export const appliers: readonly (readonly [string, Apply])[] = [
  ['layers', inLayers],
  ...(isNative ? [['graph', inGraph] as const] : []),
];
