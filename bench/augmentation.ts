/**
 * What augmentation adds to a training step of the small CNN: each augmentation alone, as a graph that gathers a batch and
 * changes it, less one that only gathers it; all take turns in one process. Needs native TensorFlow.
 *
 *   node bench/augmentation.ts [--threads 1] [--turns 40] [--json]
 */
import { parseArgs } from 'node:util';
import type { Examples } from '../lib/engine/engine.ts';
import { formatOf } from '../lib/engine/example-format.ts';
import { writeAugmentation } from '../lib/engine/graph/augment/index.ts';
import { GraphBuilder } from '../lib/engine/graph/builder.ts';
import { graphEngine } from '../lib/engine/graph/engine.ts';
import { ResidentExamples } from '../lib/engine/graph/examples.ts';
import { attr, DataType } from '../lib/engine/graph/proto.ts';
import { StepRandom } from '../lib/engine/graph/random.ts';
import { Session } from '../lib/engine/graph/session.ts';
import { loadTensorFlow } from '../lib/engine/tensorflow/load.ts';
import { randomStream } from '../lib/math/random.ts';
import { initialWeights } from '../lib/network/initialise.ts';
import type { Network } from '../lib/network/network.ts';
import { recipeSchema } from '../lib/spec/recipe.ts';
import { type Augmentation, NO_AUGMENTATION } from '../lib/trial/augmentation.ts';
import { smallCnn } from './small-cnn.ts';

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string', default: '1' },
    turns: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
});
Object.assign(process.env, { TF_NUM_INTRAOP_THREADS: options.threads, TF_NUM_INTEROP_THREADS: options.threads });

const CALLS_A_TURN = 5;
const SIZES = [
  { input: [28, 28, 1], batchSize: 32 },
  { input: [32, 32, 3], batchSize: 128 },
  { input: [96, 96, 3], batchSize: 32 },
] as const;
const AUGMENTATIONS: Readonly<Record<string, Partial<Augmentation>>> = {
  flip: { flip: true },
  'flip, crop': { flip: true, crop: 4 },
  'flip, crop, cutout': { flip: true, crop: 4, cutout: 8 },
  mixup: { mixup: 0.2 },
  CutMix: { cutmix: 1 },
  'RandAugment, 1 operation': { randAugment: { operations: 1, magnitude: 9 } },
  'RandAugment, 2 operations': { randAugment: { operations: 2, magnitude: 9 } },
};

interface Run {
  readonly call: (seed: number) => unknown;
  readonly close: () => void;
}

const tensorflow = await loadTensorFlow();
const results = SIZES.map(({ input, batchSize }) => measure({ ...smallCnn(), input }, batchSize));
if (options.json)
  console.log(JSON.stringify({ backend: tensorflow.reason, threads: options.threads, results }, null, 2));
else print();

function measure(network: Network, batchSize: number) {
  const [height, width, channels] = network.input as readonly [number, number, number];
  const random = randomStream(1, 'pixels');
  const count = 2 * batchSize;
  const train: Examples = {
    features: Uint8Array.from({ length: count * height * width * channels }, () => random.integer(256)),
    labels: Int32Array.from({ length: count }, () => random.integer(10)),
    count,
  };
  const runs = new Map([
    ['step', step(network, train, batchSize)],
    ['gather', alone(network, train, batchSize, {})],
    ...Object.entries(AUGMENTATIONS).map(([name, each]) => [name, alone(network, train, batchSize, each)] as const),
  ]);
  const least = new Map([...runs.keys()].map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let turn = 0; turn < Number(options.turns); turn++) {
    for (const [name, { call }] of runs) {
      for (let i = 0; i < CALLS_A_TURN; i++) {
        const begun = performance.now();
        call(turn * CALLS_A_TURN + i);
        least.set(name, Math.min(least.get(name)!, performance.now() - begun));
      }
    }
  }
  for (const { close } of runs.values()) close();
  const costs = Object.keys(AUGMENTATIONS).map((name) => [name, least.get(name)! - least.get('gather')!] as const);
  return { input: network.input, batchSize, stepMs: least.get('step')!, ms: Object.fromEntries(costs) };
}

function step(network: Network, train: Examples, batchSize: number): Run {
  const program = graphEngine(tensorflow).compile({
    network,
    task: 'classification',
    recipe: recipeSchema.parse({ batchSize }),
    train,
    weights: initialWeights(network, randomStream(1, 'weights')),
  });
  return { call: (seed) => program.step(indicesOf(batchSize), seed, 0.01), close: () => program.dispose() };
}

/** A batch gathered and augmented. It is fetched by one number of each of its parts, which makes all of it. */
function alone(network: Network, train: Examples, batchSize: number, changes: Partial<Augmentation>): Run {
  const graph = new GraphBuilder();
  const format = formatOf({ network, task: 'classification', train });
  const examples = new ResidentExamples(graph, 'train', format);
  const random = new StepRandom(graph, graph.placeholder('seed', DataType.int32, []));
  const gathered = examples.gather(graph.placeholder('indices', DataType.int32, [batchSize]), batchSize);
  const batch = writeAugmentation(
    graph,
    random,
    gathered,
    { ...NO_AUGMENTATION, ...changes },
    { ...format, batchSize },
  );
  const parts = [batch.features, ...(batch.targets ? [batch.targets] : [])].map((part) =>
    graph.float('Slice', [graph.reshape(part, [-1]), graph.ints([0]), graph.ints([1])], {
      Index: attr.type(DataType.int32),
    }),
  );
  const name = graph.named('parts', 'Pack', parts, {
    T: attr.type(DataType.float),
    N: attr.int(parts.length),
    axis: attr.int(0),
  });
  const session = new Session(tensorflow.tf, tensorflow.native!, graph);
  examples.load(session, train);
  const indices = { name: 'indices', values: indicesOf(batchSize), shape: [batchSize] };
  return {
    call: (seed) => session.run([indices, { name: 'seed', values: Int32Array.of(seed), shape: [] }], [name]),
    close: () => session.close(),
  };
}

function indicesOf(batchSize: number): Int32Array {
  return Int32Array.from({ length: batchSize }, (_, i) => 2 * i);
}

function print(): void {
  for (const { input, batchSize, stepMs, ms } of results) {
    console.log(
      `${tensorflow.reason}; threads: ${options.threads}; ${batchSize} images of ${input.join(' x ')}; least of ${Number(options.turns) * CALLS_A_TURN} calls; a step takes ${stepMs.toFixed(2)} ms`,
    );
    console.table(
      Object.fromEntries(
        Object.entries(ms).map(([name, cost]) => [
          name,
          { ms: cost.toFixed(3), 'of a step': `${((100 * cost) / stepMs).toFixed(1)} %` },
        ]),
      ),
    );
  }
}
