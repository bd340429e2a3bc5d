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
import { takeBatch } from '../../../lib/engine/layers/batches.ts';
import { forward } from '../../../lib/engine/layers/forward.ts';
import { toLayersModel } from '../../../lib/engine/layers/model.ts';
import { packing } from '../../../lib/engine/layers/packing.ts';
import { saveModel } from '../../../lib/engine/layers/save.ts';
import { loadEngine } from '../../../lib/engine/load.ts';
import { loadTensorFlow, type TensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { elements } from '../../../lib/network/definition.ts';
import type { Network } from '../../../lib/network/network.ts';
import { weightSpecs } from '../../../lib/network/weights.ts';
import { roughWeights, sgd, toyExamples, trainer, using } from '../../suites/engine/fixtures.ts';
import { CLASSES, cell, layerCases, mobile } from '../../suites/engine/networks.ts';

const COUNT = 12;
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

/** Probabilities by the engine's own forward pass. */
function expected(network: Network, weights: State): Float32Array {
  const all = packing(weightSpecs(network));
  return tf.tidy(() => {
    const tensors = new Map(all.split(tf, tf.tensor1d(all.pack(weights))));
    const batch = tf.tensor(imagesOf(network), [COUNT, ...network.input]);
    return tf.softmax(forward(tf, network, batch, { training: false, weights: tensors })).dataSync<'float32'>();
  });
}

function predicted(model: LayersModel, network: Network): Float32Array {
  return tf.tidy(() => {
    const images = tf.tensor(imagesOf(network), [COUNT, ...network.input]);
    return (model.predict(images) as Tensor).dataSync<'float32'>();
  });
}

function built<T>(network: Network, weights: State, use: (model: LayersModel) => T): T {
  const model = toLayersModel(tf, network, weights);
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
    expect(() => toLayersModel(tf, mobile.network, weights)).toThrow(/dense\/bias/);
  });
});

describe('saveModel', () => {
  it.each([cell, mobile])('writes $name so that a process without spotnas predicts the same', async ({ network }) => {
    const engine = await loadEngine();
    const weights = using(trainer(engine, network, sgd), ({ program, train }) => {
      train(5, 0.02);
      return program.readState();
    });
    const before = tf.memory().numTensors;
    for (const [name, bytes] of await saveModel(tf, network, weights)) writeFileSync(join(folder, name), bytes);
    expect(tf.memory().numTensors).toBe(before);

    const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
    expectSame(predicted(loaded, network), expected(network, weights));
    loaded.dispose();

    writeFileSync(join(folder, 'images.json'), JSON.stringify([...imagesOf(network)]));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shape = JSON.stringify([COUNT, ...network.input]);
    const { stdout } = await promisify(execFile)(process.execPath, [loader, url, shape]);
    expectSame(JSON.parse(stdout), expected(network, weights));
  });
});
