import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { State } from '../../../lib/engine/engine.ts';
import { answers } from '../../../lib/engine/layers/answers.ts';
import { takeBatch } from '../../../lib/engine/layers/batches.ts';
import { toLayersModel } from '../../../lib/engine/layers/model.ts';
import { tensorsOf } from '../../../lib/engine/layers/packing.ts';
import { LAYERS_FILE, saveModel } from '../../../lib/engine/layers/save.ts';
import { loadEngine } from '../../../lib/engine/load.ts';
import { loadTensorFlow, type TensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import { elements } from '../../../lib/network/definition.ts';
import type { Network, Shape } from '../../../lib/network/network.ts';
import type { Task } from '../../../lib/trial/task.ts';
import { roughWeights, sgd, toyExamples, trainer, using } from '../../suites/engine/fixtures.ts';
import { IMAGES } from '../../suites/engine/layer-cases/between.ts';
import { LENGTH } from '../../suites/engine/layer-cases/sequence.ts';
import { CLASSES, cell, layerCases, mobile, type NetworkCase } from '../../suites/engine/networks.ts';

const COUNT = 12;
const [IMAGE] = IMAGES as [(typeof IMAGES)[number]];
const loader = new URL('./load-model.ts', import.meta.url).pathname;

let tf: TensorFlow['tf'];
let folder: string;
let server: Server;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
  folder = mkdtempSync(join(tmpdir(), 'spotnas-model-'));
  server = createServer(({ url }, response) => response.end(readFileSync(join(folder, basename(url!)))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const imagesOf = (network: Network) => {
  const examples = toyExamples({ input: network.input, count: COUNT });
  const indices = Int32Array.from({ length: COUNT }, (_, i) => i);
  return takeBatch(examples, indices, elements(network.input)).features;
};

/** Outputs by the engine's own forward pass. */
const logitsOf = (network: Network, weights: State) =>
  answers(tf, network, tensorsOf(tf, network, weights), { features: imagesOf(network), count: COUNT });

/** Probabilities by the engine's own forward pass. */
function expected(network: Network, weights: State): Float32Array {
  const logits = logitsOf(network, weights);
  return tf.tidy(() => tf.softmax(tf.tensor2d(logits, [COUNT, CLASSES])).dataSync<'float32'>());
}

function predicted(model: LayersModel, network: Network): Float32Array {
  return tf.tidy(() => {
    const images = tf.tensor(imagesOf(network), [COUNT, ...network.input]);
    return (model.predict(images) as Tensor).dataSync<'float32'>();
  });
}

function built<T>(network: Network, weights: State, use: (model: LayersModel) => T): T {
  const model = toLayersModel(tf, network, weights, 'classification');
  try {
    return use(model);
  } finally {
    model.dispose();
  }
}

function expectSame(got: ArrayLike<number>, want: Float32Array): void {
  expect(got.length).toBe(COUNT * CLASSES);
  expect(Math.max(...want.map((value, i) => Math.abs(value - got[i]!)))).toBeLessThan(1e-5);
}

describe('toLayersModel', () => {
  it.each([...layerCases, cell, mobile])('predicts as the engine: $name', ({ network }) => {
    const weights = roughWeights(network);
    built(network, weights, (model) => expectSame(predicted(model, network), expected(network, weights)));
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    built(mobile.network, roughWeights(mobile.network), (model) => predicted(model, mobile.network));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('names a weight that is missing', () => {
    const weights = new Map([...roughWeights(mobile.network)].filter(([name]) => name !== 'dense/bias'));
    expect(() => toLayersModel(tf, mobile.network, weights, 'classification')).toThrow(/dense\/bias/);
  });
});

/** The networks on one kind of input, side by side; gives all their outputs. */
function together(cases: readonly NetworkCase[], input: Shape): Network {
  const net = networkBuilder(input);
  const outputs = cases
    .filter(({ network }) => String(network.input) === String(input))
    .map(({ network }, i) => {
      const renamed = (id: string) => (id === 'input' ? id : `case${i}/${id}`);
      for (const { id, layer, inputs } of network.nodes) net.add(renamed(id), layer, ...inputs.map(renamed));
      return renamed(network.output);
    });
  return net.finish(net.add('outputs', { op: 'concat' }, ...outputs));
}

describe('saveModel', () => {
  /** Predictions of the saved model, loaded by a process without spotnas. */
  async function elsewhere(network: Network, weights: State, task: Task): Promise<readonly number[]> {
    const files = await saveModel(tf, network, weights, task);
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'images.json'), JSON.stringify([...imagesOf(network)]));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shape = JSON.stringify([COUNT, ...network.input]);
    const layers = files.has(LAYERS_FILE) ? [LAYERS_FILE] : [];
    const { stdout } = await promisify(execFile)(process.execPath, [loader, url, shape, ...layers], {
      maxBuffer: 2 ** 24,
    });
    return JSON.parse(stdout);
  }

  it.each([cell, mobile])('writes $name so that a process without spotnas predicts the same', async ({ network }) => {
    const engine = await loadEngine();
    const weights = using(trainer(engine, network, sgd), ({ program, train }) => {
      train(5, 0.02);
      return program.readState();
    });
    const before = tf.memory().numTensors;
    const predictions = await elsewhere(network, weights, 'classification');
    expect(tf.memory().numTensors).toBe(before);
    expectSame(predictions, expected(network, weights));

    const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
    expectSame(predicted(loaded, network), expected(network, weights));
    loaded.dispose();
  });

  it('has layers of its own for a GRU only', async () => {
    const filesOf = async (op: 'lstm' | 'gru') => {
      const { network } = layerCases.find(({ name }) => name === `${op}, every output`)!;
      return [...(await saveModel(tf, network, roughWeights(network), 'classification')).keys()];
    };
    expect(await filesOf('lstm')).toEqual(['model.json', 'weights.bin']);
    expect(await filesOf('gru')).toEqual(['model.json', 'weights.bin', 'layers.js']);
  });

  it.each([
    { inputs: 'images', input: IMAGE },
    { inputs: 'tokens', input: [LENGTH] },
  ])('writes every layer of $inputs so that its outputs are the same elsewhere', async ({ input }) => {
    const network = together(layerCases, input);
    const weights = roughWeights(network);
    const got = await elsewhere(network, weights, 'regression');
    const want = logitsOf(network, weights);
    expect(got).toHaveLength(want.length);
    for (const [i, value] of want.entries()) {
      expect(Math.abs(got[i]! - value) / Math.max(1, Math.abs(value)), `output ${i}`).toBeLessThan(1e-4);
    }
  });
});
