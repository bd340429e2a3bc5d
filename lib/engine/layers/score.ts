import { pathToFileURL } from 'node:url';
import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Examples } from '../engine.ts';
import { takeBatch } from './batches.ts';
import { registerLayers } from './custom/layers.js';
import type { Tfjs } from './ops/forward.ts';

/** Examples of one prediction; bounds the memory of its activations. */
const BATCH = 250;

/**
 * How many examples a saved model classifies right. The model is loaded as anyone would load it: nothing of the search
 * that made it takes part.
 * @param path of its model.json
 * @throws Error when there is no model
 */
export async function scoreModel(tf: Tfjs, path: string, examples: Examples): Promise<number> {
  registerLayers(tf);
  const model = await tf.loadLayersModel(pathToFileURL(path).href);
  let correct = 0;
  try {
    for (let from = 0; from < examples.count; from += BATCH) {
      const count = Math.min(BATCH, examples.count - from);
      const indices = Int32Array.from({ length: count }, (_, i) => from + i);
      const predicted = predict(tf, model, examples, indices);
      correct += predicted.filter((label, i) => label === examples.labels[indices[i]!]).length;
    }
  } finally {
    model.dispose();
  }
  return correct;
}

/** Most probable class of each example. */
function predict(tf: Tfjs, model: LayersModel, examples: Examples, indices: Int32Array): Int32Array {
  const [, ...input] = model.inputs[0]!.shape as number[];
  const { features } = takeBatch(examples, indices, elements(input));
  return tf.tidy(() => {
    const probabilities = model.predict(tf.tensor(features, [indices.length, ...input])) as Tensor;
    return tf.argMax(probabilities, -1).dataSync<'int32'>();
  });
}
