import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { State } from '../engine.ts';
import type { Tfjs } from './ops/forward.ts';
import { stockOf } from './stock.ts';

/**
 * The trained network as a LayersModel of tfjs' own layers, which loads anywhere tfjs runs. It takes pixels as floats in
 * 0..1, `[batch, height, width, channels]`, and gives probabilities `[batch, classes]`. The caller disposes it.
 * @param weights every weight of the network; other entries, such as optimiser slots, are left out.
 * @throws Error naming a weight that is missing or of the wrong size.
 */
export function toLayersModel(tf: Tfjs, network: Network, weights: State): tf.LayersModel {
  const input = tf.input({ name: 'input', shape: [...network.input] });
  const outputs = new Map([['input', input]]);
  for (const { id, layer, inputs } of network.nodes) {
    const output = stockOf(layer)(
      tf.layers,
      id,
      layer as never,
      inputs.map((name) => outputs.get(name)!),
    );
    outputs.set(id, output);
  }
  const softmax = tf.layers.softmax({ name: `${network.output}/softmax` });
  const model = tf.model({ inputs: input, outputs: softmax.apply(outputs.get(network.output)!) as tf.SymbolicTensor });
  setWeights(tf, model, network, weights);
  return model;
}

/** A layer keeps its weights in the order that `weightSpecs` lists them. */
function setWeights(tf: Tfjs, model: tf.LayersModel, network: Network, weights: State): void {
  const specs = Map.groupBy(weightSpecs(network), ({ name }) => name.slice(0, name.lastIndexOf('/')));
  tf.tidy(() => {
    for (const [id, ofLayer] of specs) {
      const tensors = ofLayer.map(({ name, shape }) => {
        const values = weights.get(name);
        if (values?.length !== elements(shape)) {
          throw new Error(`weight ${name}: got ${values?.length ?? 'nothing'}; allowed: ${elements(shape)} numbers`);
        }
        return tf.tensor(values, [...shape]);
      });
      model.getLayer(id).setWeights(tensors);
    }
  });
}
