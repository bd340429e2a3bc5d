/**
 * Does the memory of a trainer's process stay flat? 3,000 steps of one program, then 200 networks compiled, trained for a
 * few steps, evaluated and disposed.
 * Prints JSON: resident memory in MB after each twentieth,
 * milliseconds a step, and those of a whole network around the 10th and the last.
 *
 *   TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1 npx node --expose-gc bench/graph-memory.ts
 */
import type { CompileOptions } from '../lib/engine/engine.ts';
import { graphEngine } from '../lib/engine/graph/engine.ts';
import { loadTensorFlow } from '../lib/engine/tensorflow/load.ts';
import { randomStream } from '../lib/math/random.ts';
import { median } from '../lib/math/statistics.ts';
import { initialWeights } from '../lib/network/initialise.ts';
import type { Network } from '../lib/network/network.ts';
import { recipeSchema } from '../lib/spec/recipe.ts';
import { keepYoungHeapSmall } from '../lib/training/young-heap.ts';
import { noiseDigits, smallCnn } from './small-cnn.ts';

const STEPS = 3000;
const NETWORKS = 200;
const STEPS_A_NETWORK = 5;
const BATCH = 32;
const POINTS = 20;

const random = randomStream(1, 'graph-memory');
keepYoungHeapSmall();
const tensorflow = await loadTensorFlow();
const engine = graphEngine(tensorflow);
const train = noiseDigits(2000, random);
const validation = noiseDigits(500, random);

const steps = oneProgram();
const networks = manyPrograms();
console.log(
  JSON.stringify(
    {
      engine: engine.fingerprint,
      threads: process.env.TF_NUM_INTRAOP_THREADS ?? 'all',
      steps: { count: STEPS, batch: BATCH, ...steps },
      networks: { count: NETWORKS, ...networks },
      tensorsAlive: tensorflow.tf.memory().numTensors,
      sessionsAlive: tensorflow.native!.binding.getNumOfSavedModels(),
    },
    undefined,
    2,
  ),
);

function oneProgram() {
  const program = engine.compile(options(smallCnn(16)));
  const milliseconds: number[] = [];
  const rss = sampled(STEPS, (i) => {
    const indices = batch();
    const begun = performance.now();
    program.step(indices, i, 0.02);
    milliseconds.push(performance.now() - begun);
  });
  program.dispose();
  return { medianMs: round(median(milliseconds.slice(20))), minMs: round(Math.min(...milliseconds)), rss };
}

/** Widths differ, so that no network is the last one again. */
function manyPrograms() {
  const milliseconds: number[] = [];
  const rss = sampled(NETWORKS, (i) => {
    const begun = performance.now();
    const program = engine.compile(options(smallCnn(4 + (i % 8))));
    for (let step = 0; step < STEPS_A_NETWORK; step++) program.step(batch(), step, 0.02);
    program.evaluate(validation);
    program.writeState(program.readState());
    program.dispose();
    milliseconds.push(performance.now() - begun);
  });
  const around = (network: number) => round(median(milliseconds.slice(network - 8, network + 8)));
  return { rss, medianMs: { around10: around(10), last: around(NETWORKS - 8) } };
}

/** Resident megabytes after a twentieth of the runs, two, ... */
function sampled(count: number, run: (i: number) => void): readonly number[] {
  const rss: number[] = [];
  for (let i = 0; i < count; i++) {
    run(i);
    if ((i + 1) % (count / POINTS) === 0) {
      (globalThis as { gc?: () => void }).gc?.();
      rss.push(Math.round(process.memoryUsage().rss / 1e6));
    }
  }
  return rss;
}

function options(network: Network): CompileOptions {
  return {
    network,
    task: 'classification',
    recipe: recipeSchema.parse({ batchSize: BATCH }),
    train,
    weights: initialWeights(network, random),
  };
}

function batch(): Int32Array {
  return Int32Array.from({ length: BATCH }, () => random.integer(train.count));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
