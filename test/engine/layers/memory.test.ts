import { beforeAll, describe, expect, it } from 'vitest';
import { toLayersModel } from '../../../lib/engine/layers/model.ts';
import { loadTensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { peakBytes } from '../../../lib/hardware/memory/peak.ts';
import { storedBytes } from '../../../lib/hardware/memory/weights.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Network } from '../../../lib/network/network.ts';
import { createSpace } from '../../../lib/space/registry.ts';
import { PROBLEMS } from '../../space/problems.ts';

const SAMPLES = 12;
const IMAGES = ['mobile', 'nasbench201', 'nasbench-macro', 'residual', 'nasnet', 'detection', 'tabular'];

let tf: Awaited<ReturnType<typeof loadTensorFlow>>['tf'];
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

/** Bytes beside the weights and the input, as `tf.profile` sees them while the model answers, and those of the weights. */
async function profiled(network: Network, task: 'classification' | 'regression' | 'detection') {
  const before = tf.memory().numBytes;
  const model = toLayersModel(tf, network, initialWeights(network, randomStream(1, 'weights')), task);
  const weights = tf.memory().numBytes - before;
  const input = tf.zeros([1, ...network.input]);
  const answer = () => tf.dispose(model.predict(input));
  // The first one makes what stays.
  answer();
  const rest = tf.memory().numBytes;
  const { peakBytes: peak } = await tf.profile(answer);
  tf.dispose(input);
  model.dispose();
  return { peak: peak - rest, weights };
}

describe.each(IMAGES)('networks of %s', (name) => {
  const space = createSpace({ name });
  const problem = PROBLEMS[name]!;
  const networks = Array.from({ length: SAMPLES }, (_, seed) =>
    space.network(space.sample(randomStream(seed, 'memory')), problem),
  );

  it(`take at most the memory that is predicted, ${SAMPLES} samples`, async () => {
    for (const network of networks) {
      const { peak } = await profiled(network, problem.task);
      expect(Math.abs(peakBytes(network)! / peak - 1)).toBeLessThan(0.05);
    }
  });
});

it('stores weights in as many bytes as they have numbers, or a half, or a quarter', async () => {
  const space = createSpace({ name: 'mobile' });
  const network = space.network(space.sample(randomStream(1, 'memory')), PROBLEMS.mobile!);
  const { weights } = await profiled(network, 'classification');
  expect(storedBytes(network)).toBe(weights);
  expect(storedBytes(network, 'float16')).toBe(weights / 2);
  const overhead = storedBytes(network, 'int8') - weights / 4;
  expect(overhead).toBeGreaterThan(0);
  expect(overhead % 8).toBe(0);
});

it('says nothing of layers that it does not know', () => {
  const space = createSpace({ name: 'text' });
  expect(peakBytes(space.network(space.sample(randomStream(1, 'memory')), PROBLEMS.text!))).toBeUndefined();
});
