import type { AugmentedProblem } from '../../../lib/engine/augment/problem.ts';
import { writeAugmentation } from '../../../lib/engine/graph/augment/index.ts';
import { GraphBuilder } from '../../../lib/engine/graph/builder.ts';
import { attr, DataType } from '../../../lib/engine/graph/proto.ts';
import { StepRandom as GraphRandom } from '../../../lib/engine/graph/random.ts';
import { Session } from '../../../lib/engine/graph/session.ts';
import { augmenting } from '../../../lib/engine/layers/augment/index.ts';
import type { Batch } from '../../../lib/engine/layers/batches.ts';
import { StepRandom } from '../../../lib/engine/layers/random.ts';
import { detectBackend } from '../../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { type Augmentation, NO_AUGMENTATION } from '../../../lib/trial/augmentation.ts';

/** Augments a batch with the seed of a step. */
export type Augmenter = (seed: number, batch: Batch) => Batch;

/** An augmentation in one engine. */
export type Augmenting = (
  changes: Partial<Augmentation>,
  problem: AugmentedProblem,
  use: (augment: Augmenter) => void,
) => Promise<void>;

const inLayers: Augmenting = async (changes, problem, use) => {
  const augment = augmenting({ ...NO_AUGMENTATION, ...changes }, problem);
  use((seed, batch) => augment(new StepRandom(seed), batch));
};

const inGraph: Augmenting = async (changes, problem, use) => {
  const { tf, native } = await loadTensorFlow();
  const graph = new GraphBuilder();
  const { batchSize, input, task } = problem;
  const random = new GraphRandom(graph, graph.placeholder('seed', DataType.int32, []));
  const labelType = task === 'classification' ? DataType.int32 : DataType.float;
  const labelShape = task === 'detection' ? [batchSize, -1, 5] : [batchSize];
  const batch = {
    features: graph.placeholder('features', DataType.float, [batchSize, ...input]),
    labels: graph.placeholder('labels', labelType, labelShape),
  };
  const written = writeAugmentation(graph, random, batch, { ...NO_AUGMENTATION, ...changes }, problem);
  const fetches = Object.entries(written).map(([name, tensor]) => {
    const type = name === 'labels' ? labelType : DataType.float;
    return graph.named(`augmented_${name}`, 'Identity', [tensor], { T: attr.type(type) });
  });
  const session = new Session(tf, native!, graph);
  try {
    use((seed, { features, labels, count }) => {
      const feeds = [
        { name: 'seed', values: Int32Array.of(seed), shape: [] },
        { name: 'features', values: features, shape: [batchSize, ...input] },
        {
          name: 'labels',
          values: labels,
          shape: labelShape.map((size) => (size < 0 ? labels.length / batchSize / 5 : size)),
        },
      ];
      const values = session.run(feeds, fetches);
      return { count, ...Object.fromEntries(Object.keys(written).map((name, i) => [name, values[i]!])) } as Batch;
    });
  } finally {
    session.close();
  }
};

export const isNative = detectBackend().backend === 'tensorflow';

/** The engines that there are on this backend. */
export const engines: readonly (readonly [string, Augmenting])[] = [
  ['layers', inLayers],
  ...(isNative ? [['graph', inGraph] as const] : []),
];
