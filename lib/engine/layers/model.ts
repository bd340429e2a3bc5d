import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import { inferenceNetwork } from '../../network/inference.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Task } from '../../trial/task.ts';
import type { State } from '../engine.ts';
import type { Tfjs } from './ops/forward.ts';
import { softmaxLayer } from './stock/softmax.ts';
import { stockOf } from './stock.ts';

/**
 * The trained network as a LayersModel of tfjs' own layers, but for the GRU (custom/layers.js), which loads anywhere tfjs
 * runs. It takes tokens, `[batch, length]`, or pixels as floats in 0..1, `[batch, height, width, channels]`, and gives
 * probabilities `[batch, classes]` for classification, the network's own output for other tasks. The caller disposes it.
 * @param weights every weight that inference needs; other entries, such as optimiser slots, are left out.
 * @throws Error naming a weight that is missing or of the wrong size.
 */
export function toLayersModel(tf: Tfjs, trained: Network, weights: State, task: Task): tf.LayersModel {
  const network = inferenceNetwork(trained);
  let model!: tf.LayersModel;
  tf.tidy(() => {
    const [input, output] = applied(tf, network, tensorsOf(tf, network, weights));
    const softmax = softmaxLayer(tf, `${network.output}/softmax`);
    const answer = task === 'classification' ? (softmax.apply(output) as tf.SymbolicTensor) : output;
    model = tf.model({ inputs: input, outputs: answer });
  });
  return model;
}

/** Input and output of the network, symbolically. */
function applied(
  tf: Tfjs,
  network: Network,
  weights: ReadonlyMap<string, tf.Tensor>,
): readonly [tf.SymbolicTensor, tf.SymbolicTensor] {
  const input = tf.input({ name: 'input', shape: [...network.input] });
  const outputs = new Map([['input', input]]);
  for (const { id, layer, inputs } of network.nodes) {
    const context = { tf, id, weight: (name: string) => weights.get(`${id}/${name}`)! };
    const given = inputs.map((name) => outputs.get(name)!);
    outputs.set(id, stockOf(layer)(layer as never, given, context));
  }
  return [input, outputs.get(network.output)!];
}

function tensorsOf(tf: Tfjs, network: Network, weights: State): ReadonlyMap<string, tf.Tensor> {
  const tensors = weightSpecs(network).map(({ name, shape }) => {
    const values = weights.get(name);
    if (values?.length !== elements(shape)) {
      throw new Error(`weight ${name}: got ${values?.length ?? 'nothing'}; allowed: ${elements(shape)} numbers`);
    }
    return [name, tf.tensor(values, [...shape])] as const;
  });
  return new Map(tensors);
}
