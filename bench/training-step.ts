/**
 * One training step of the small CNN, eager tfjs-node against the graph engine, in turns in one process. Needs native
 * TensorFlow.
 *
 *   node bench/training-step.ts [--threads 1] [--turn 20] [--turns 10] [--json]
 */
import { parseArgs } from 'node:util';
import type { Program } from '../lib/engine/engine.ts';
import { loadEngine } from '../lib/engine/load.ts';
import { loadTensorFlow } from '../lib/engine/tensorflow/load.ts';
import { randomStream } from '../lib/math/random.ts';
import { median } from '../lib/math/statistics.ts';
import { initialWeights } from '../lib/network/initialise.ts';
import { weightSpecs } from '../lib/network/weights.ts';
import { recipeSchema } from '../lib/spec/recipe.ts';
import { noiseDigits, smallCnn } from './small-cnn.ts';

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string' },
    turn: { type: 'string', default: '20' },
    turns: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const threads = options.threads
  ? { TF_NUM_INTRAOP_THREADS: options.threads, TF_NUM_INTEROP_THREADS: options.threads }
  : {};
Object.assign(process.env, threads);

const BATCH = 32;
const RATE = 0.01;
/** Steps before the clock counts. */
const WARM_UP = 20;
/** The two take turns, so that each finds its own data in the caches, as in a training. */
const STEPS_A_TURN = Number(options.turn);
const recipe = recipeSchema.parse({ weightDecay: 0, batchSize: BATCH });

const { tf, reason } = await loadTensorFlow();
const engine = await loadEngine({ engine: 'graph' });
const digits = noiseDigits(960, randomStream(1, 'digits'));
const network = smallCnn();
const weights = initialWeights(network, randomStream(1, 'weights'));

const speed = await compareSpeed(Number(options.turns));
print();

/** The same network as a tfjs user writes it: layers, compile, trainOnBatch. */
function eagerModel() {
  const { layers } = tf;
  const same = { padding: 'same', useBias: false } as const;
  const activated = () => [layers.batchNormalization(), layers.reLU()];
  const model = tf.sequential({
    layers: [
      layers.conv2d({ ...same, inputShape: [28, 28, 1], filters: 16, kernelSize: 3 }),
      ...activated(),
      layers.conv2d({ ...same, filters: 32, kernelSize: 3, strides: 2 }),
      ...activated(),
      layers.conv2d({ ...same, filters: 32, kernelSize: 3 }),
      ...activated(),
      layers.depthwiseConv2d({ ...same, kernelSize: 3 }),
      ...activated(),
      layers.conv2d({ ...same, filters: 64, kernelSize: 1 }),
      ...activated(),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.momentum(RATE, 0.9), loss: 'categoricalCrossentropy' });
  return model;
}

/** The eager side gets its batches as ready tensors, so that nothing but the step is timed. */
async function compareSpeed(turns: number) {
  const model = eagerModel();
  const parameters = weightSpecs(network).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  if (model.countParams() !== parameters) throw new Error(`the networks differ: ${model.countParams()}, ${parameters}`);
  const batches = Array.from({ length: digits.count / BATCH }, (_, i) => ({
    images: tf
      .tensor(Float32Array.from(digits.features.subarray(i * BATCH * 784, (i + 1) * BATCH * 784)), [BATCH, 28, 28, 1])
      .div(255),
    labels: tf.oneHot(tf.tensor1d(digits.labels.slice(i * BATCH, (i + 1) * BATCH), 'int32'), 10),
  }));
  const program = engine.compile({ network, task: 'classification', recipe, train: digits, weights });
  const eager: number[] = [];
  const graph: number[] = [];
  const warmUp = Math.ceil(WARM_UP / STEPS_A_TURN);
  for (let turn = 0; turn < warmUp + turns; turn++) {
    const steps = Array.from({ length: STEPS_A_TURN }, (_, i) => turn * STEPS_A_TURN + i);
    const eagerTimes = await timed(steps, async (i) => {
      const { images, labels } = batches[i % batches.length]!;
      await model.trainOnBatch(images, labels);
    });
    const graphTimes = await timed(steps, (i) => step(program, i));
    if (turn >= warmUp) {
      eager.push(...eagerTimes);
      graph.push(...graphTimes);
    }
  }
  program.dispose();
  model.dispose();
  return {
    parameters,
    batch: BATCH,
    eager: summary(eager),
    graph: summary(graph),
    ratio: median(eager) / median(graph),
  };
}

/** Milliseconds of each run. */
async function timed(runs: readonly number[], run: (i: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (const i of runs) {
    const begun = performance.now();
    await run(i);
    times.push(performance.now() - begun);
  }
  return times;
}

function step(program: Program, round: number): void {
  const from = (round * BATCH) % digits.count;
  program.step(
    Int32Array.from({ length: BATCH }, (_, i) => from + i),
    round,
    RATE,
  );
}

function summary(times: readonly number[]) {
  return { medianMs: median(times), leastMs: Math.min(...times) };
}

function print(): void {
  const result = { backend: reason, threads: options.threads ?? 'default', speed };
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  const { eager, graph, ratio, parameters } = speed;
  console.log(
    `${reason}; threads: ${result.threads}; ${parameters} parameters, batch ${BATCH}, ${Number(options.turns) * STEPS_A_TURN} steps each`,
  );
  console.table({
    'tfjs-node, eager': { 'median ms': eager.medianMs.toFixed(2), 'least ms': eager.leastMs.toFixed(2) },
    'graph engine': { 'median ms': graph.medianMs.toFixed(2), 'least ms': graph.leastMs.toFixed(2) },
  });
  console.log(`ratio of medians: ${ratio.toFixed(1)}`);
}
