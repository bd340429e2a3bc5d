import { readFileSync } from 'node:fs';
import type { Network } from '../../network/network.ts';
import type { Task } from '../../trial/task.ts';
import type { State } from '../engine.ts';
import { toLayersModel } from './model.ts';
import type { Tfjs } from './ops/forward.ts';

export const MODEL_FILE = 'model.json';
export const WEIGHTS_FILE = 'weights.bin';
/** The layers that tfjs does not have itself, for whoever loads a model with such a layer. */
export const LAYERS_FILE = 'layers.js';

const customLayers = new URL('./custom/layers.js', import.meta.url);

/**
 * The trained network as the files that `tf.loadLayersModel` takes: `model.json` and, beside it, `weights.bin`; and
 * `layers.js`, where it has layers that must be registered before.
 * @throws Error as `toLayersModel` does.
 */
export async function saveModel(
  tf: Tfjs,
  network: Network,
  weights: State,
  task: Task,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const model = toLayersModel(tf, network, weights, task);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const handler = tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData, generatedBy }) => {
    const manifest = {
      modelTopology,
      format: 'layers-model',
      generatedBy,
      convertedBy: null,
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
    };
    files.set(MODEL_FILE, new TextEncoder().encode(JSON.stringify(manifest)));
    files.set(WEIGHTS_FILE, new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)));
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  try {
    await model.save(handler);
  } finally {
    model.dispose();
  }
  if (network.nodes.some(({ layer }) => layer.op === 'gru')) files.set(LAYERS_FILE, readFileSync(customLayers));
  return files;
}
