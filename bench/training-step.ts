/**
 * One training step, eager tfjs-node against the graph engine, step about in one process; then the graph engine's memory over
 * many steps and many networks. Needs native TensorFlow.
 *
 *   node bench/training-step.ts [--threads 1] [--rounds 100] [--json]
 */
import { parseArgs } from 'node:util';
import type { Examples, Program } from '../lib/engine/engine.ts';
import { loadEngine } from '../lib/engine/load.ts';
import { loadTensorFlow } from '../lib/engine/tensorflow/load.ts';
import { randomStream } from '../lib/math/random.ts';
import { median } from '../lib/math/statistics.ts';
import { networkBuilder } from '../lib/network/builder.ts';
import { initialWeights } from '../lib/network/initialise.ts';
import type { Layer, Network } from '../lib/network/network.ts';
import { weightSpecs } from '../lib/network/weights.ts';
import { createSpace } from '../lib/space/registry.ts';

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string' },
    rounds: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
  },
});
const threads = options.threads
  ? { TF_NUM_INTRAOP_THREADS: options.threads, TF_NUM_INTEROP_THREADS: options.threads }
  : {};
Object.assign(process.env, threads);

const BATCH = 32;
const RATE = 0.01;
const WARM_UP = 20;
const recipe = { optimiser: 'sgd', momentum: 0.9, weightDecay: 0, labelSmoothing: 0, batchSize: BATCH } as const;

const { tf, reason } = await loadTensorFlow();
const engine = await loadEngine({ engine: 'graph' });
const digits = randomDigits(960);
const network = smallNetwork();
const weights = initialWeights(network, randomStream(1, 'weights'));

const speed = await compareSpeed(Number(options.rounds));
const steps = memoryOverSteps(3000);
const networks = memoryOverNetworks(100);
print();

/** conv 16, conv 32 stride 2, conv 32, depthwise, conv 1x1 64, each with batch norm and ReLU; pooling; dense. */
function smallNetwork(): Network {
  const net = networkBuilder([28, 28, 1]);
  const conv = (filters: number, kernel: number, stride: number): Layer => ({
    op: 'conv2d',
    filters,
    kernel,
    stride,
    bias: false,
  });
  const convolutions: Layer[] = [
    conv(16, 3, 1),
    conv(32, 3, 2),
    conv(32, 3, 1),
    { op: 'depthwiseConv2d', kernel: 3, stride: 1, bias: false },
    conv(64, 1, 1),
  ];
  const last = convolutions.reduce((from, layer, i) => {
    const norm = net.add(`norm${i}`, { op: 'batchNorm' }, net.add(`conv${i}`, layer, from));
    return net.add(`relu${i}`, { op: 'activation', fn: 'relu' }, norm);
  }, 'input');
  return net.finish(
    net.add('dense', { op: 'dense', units: 10, bias: true }, net.add('pool', { op: 'globalAvgPool' }, last)),
  );
}

function randomDigits(count: number): Examples {
  const random = randomStream(1, 'digits');
  const labels = Int32Array.from({ length: count }, () => random.integer(10));
  return { features: Uint8Array.from({ length: count * 784 }, () => random.integer(256)), labels, count };
}

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
async function compareSpeed(rounds: number) {
  const model = eagerModel();
  const parameters = weightSpecs(network).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  if (model.countParams() !== parameters) throw new Error(`the networks differ: ${model.countParams()}, ${parameters}`);
  const batches = Array.from({ length: digits.count / BATCH }, (_, i) => ({
    images: tf
      .tensor(Float32Array.from(digits.features.subarray(i * BATCH * 784, (i + 1) * BATCH * 784)), [BATCH, 28, 28, 1])
      .div(255),
    labels: tf.oneHot(tf.tensor1d(digits.labels.slice(i * BATCH, (i + 1) * BATCH), 'int32'), 10),
  }));
  const program = engine.compile({ network, recipe, train: digits, weights });
  const eager: number[] = [];
  const graph: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const { images, labels } = batches[round % batches.length]!;
    const begun = performance.now();
    await model.trainOnBatch(images, labels);
    const between = performance.now();
    step(program, round);
    if (round >= WARM_UP) {
      eager.push(between - begun);
      graph.push(performance.now() - between);
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

function step(program: Program, round: number): void {
  const from = (round * BATCH) % digits.count;
  program.step(
    Int32Array.from({ length: BATCH }, (_, i) => from + i),
    round,
    RATE,
  );
}

function memoryOverSteps(count: number) {
  const program = engine.compile({ network, recipe, train: digits, weights });
  for (let i = 0; i < 100; i++) step(program, i);
  const before = resident();
  for (let i = 0; i < count; i++) step(program, i);
  const after = resident();
  program.dispose();
  return { count, before, after };
}

/** Different networks of the NAS-Bench-201 space, each compiled, trained for three steps and disposed. */
function memoryOverNetworks(count: number) {
  const space = createSpace({ name: 'nasbench201' });
  const train = (i: number) => {
    const sampled = space.network(space.sample(randomStream(i, 'memory')), { input: [28, 28, 1], classes: 10 });
    const program = engine.compile({
      network: sampled,
      recipe,
      train: digits,
      weights: initialWeights(sampled, randomStream(i)),
    });
    for (let round = 0; round < 3; round++) step(program, round);
    program.dispose();
  };
  for (let i = 0; i < 10; i++) train(i);
  const before = resident();
  for (let i = 0; i < count; i++) train(10 + i);
  return { count, before, after: resident() };
}

function resident() {
  return { rssMb: Math.round(process.memoryUsage().rss / 1e6), tensors: tf.memory().numTensors };
}

function summary(times: readonly number[]) {
  return { medianMs: median(times), leastMs: Math.min(...times) };
}

function print(): void {
  const result = { backend: reason, threads: options.threads ?? 'default', speed, memory: { steps, networks } };
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  const { eager, graph, ratio, parameters } = speed;
  console.log(
    `${reason}; threads: ${result.threads}; ${parameters} parameters, batch ${BATCH}, ${options.rounds} steps each`,
  );
  console.table({
    'tfjs-node, eager': { 'median ms': eager.medianMs.toFixed(2), 'least ms': eager.leastMs.toFixed(2) },
    'graph engine': { 'median ms': graph.medianMs.toFixed(2), 'least ms': graph.leastMs.toFixed(2) },
  });
  console.log(`ratio of medians: ${ratio.toFixed(1)}`);
  for (const [what, { count, before, after }] of Object.entries({ steps, networks })) {
    console.log(
      `${count} ${what}: ${before.rssMb} MB -> ${after.rssMb} MB, tensors ${before.tensors} -> ${after.tensors}`,
    );
  }
}
