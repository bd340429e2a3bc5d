/** Our side of the benchmark: trains a network with the graph engine, in turns. The job is on the command line. */
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { loadEngine } from '../../lib/engine/load.ts';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import { trainingOrder } from '../../lib/training/order.ts';
import { NO_AUGMENTATION } from '../../lib/trial/augmentation.ts';
import { cases } from './cases.ts';

const job = JSON.parse(process.argv[2]!) as { readonly network: string };
const { network, batch, learningRate, momentum, flip, crop, count, examples } = cases.find(
  ({ name }) => name === job.network,
)!;
const recipe = {
  batchSize: batch,
  optimiser: 'sgd',
  momentum,
  nesterov: true,
  weightDecay: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  ema: 0,
  batchNormMomentum: 0.99,
  dropout: 0,
  tokenDropout: 0,
  dropPath: 0,
  auxiliary: 0,
  precision: 'tf32',
  augmentation: { ...NO_AUGMENTATION, flip, crop },
} as const;

const engine = await loadEngine({ engine: 'graph' });
const program = engine.compile({
  network,
  task: 'classification',
  recipe,
  train: examples(),
  weights: initialWeights(network, randomStream(1, 'weights')),
});
const order = trainingOrder(count, { batchSize: batch, trainExamples: 0 }, 1);
const random = randomStream(1, 'steps');
let step = 0;

answer({ parameters: counts(network).parameters });
for await (const line of createInterface({ input: process.stdin })) {
  answer(await turn(JSON.parse(line).seconds));
}

/** As the product's own loop: signals are heard between steps. */
async function turn(seconds: number) {
  const begun = performance.now();
  const used = process.cpuUsage();
  const took = () => (performance.now() - begun) / 1000;
  let steps = 0;
  let losses = 0;
  while (took() < seconds) {
    losses += program.step(order.batch(step++), random.integer(2 ** 31), learningRate).loss;
    steps++;
    await setImmediate();
  }
  const { user, system } = process.cpuUsage(used);
  return { examples: steps * batch, loss: losses / steps, seconds: took(), cpu: (user + system) / 1e6 };
}

function answer(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
