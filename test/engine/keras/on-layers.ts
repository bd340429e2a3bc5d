import type * as tf from '@tensorflow/tfjs';
import { forwardOf } from '../../../lib/engine/layers/ops/index.ts';
import type { TensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { type Answer, inputsOf, outputGradientOf, type ReferenceCase, weightsOf } from './reference.ts';

/** A layer as the layers engine runs it. */
export function onLayers({ tf }: TensorFlow, reference: ReferenceCase): Answer {
  const { layer, batch, inputs, weights, training, inputGradients, weightGradients } = reference;
  const wanted = [...inputs.keys()].filter((i) => inputGradients[i] !== null);
  const names = Object.keys(weightGradients);
  let answer!: Answer;
  tf.tidy(() => {
    const given = inputsOf(reference).map((values, i) => tf.tensor(values, [batch, ...inputs[i]!]));
    const own = new Map(
      [...weightsOf(reference)].map(([name, values]) => [name, tf.tensor(values, [...weights[name]!])]),
    );
    let output: readonly number[] = [];
    const loss = (...moved: tf.Tensor[]) => {
      const tensors = given.map((tensor, i) => moved[wanted.indexOf(i)] ?? tensor);
      const trained = new Map(names.map((name, i) => [name, moved[wanted.length + i]!]));
      const y = forwardOf(layer)(layer as never, tensors, {
        tf,
        training,
        weight: (name) => trained.get(name) ?? own.get(name)!,
        observe: () => {},
      });
      output = [...y.dataSync()];
      return tf.sum(tf.mul(y, tf.tensor(outputGradientOf(reference), y.shape)));
    };
    const start = [...wanted.map((i) => given[i]!), ...names.map((name) => own.get(name)!)];
    const gradients = tf
      .grads(loss)(start)
      .map((gradient) => [...gradient.dataSync()]);
    answer = {
      output,
      inputGradients: inputs.map((_, i) => gradients[wanted.indexOf(i)] ?? null),
      weightGradients: Object.fromEntries(names.map((name, i) => [name, gradients[wanted.length + i]!])),
    };
  });
  return answer;
}
