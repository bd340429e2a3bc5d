import { GraphBuilder } from '../../../lib/engine/graph/builder.ts';
import { writerOf } from '../../../lib/engine/graph/layers/index.ts';
import { DataType } from '../../../lib/engine/graph/proto.ts';
import { type Feed, Session } from '../../../lib/engine/graph/session.ts';
import type { TensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { definitionOf } from '../../../lib/network/layers/index.ts';
import { type Answer, inputsOf, outputGradientOf, type ReferenceCase, weightsOf } from './reference.ts';

/** A layer as the graph engine writes it. */
export function onGraph({ tf, native }: TensorFlow, reference: ReferenceCase): Answer {
  const { layer, batch, inputs, weights, training } = reference;
  const graph = new GraphBuilder();
  const output = definitionOf(layer).shape(layer, inputs);
  const feeds: Feed[] = [];
  const feed = (name: string, values: Float32Array, shape: readonly number[]) => {
    feeds.push({ name, values, shape });
    return { name: graph.placeholder(name, DataType.float, shape), shape };
  };
  const tensors = inputsOf(reference).map((values, i) => feed(`input${i}`, values, [batch, ...inputs[i]!]));
  const given = new Map(
    [...weightsOf(reference)].map(([name, values]) => [name, feed(`weight_${name}`, values, weights[name]!)]),
  );
  const written = writerOf(layer)(layer as never, {
    graph,
    batch,
    training,
    inputs: tensors.map(({ name }, i) => ({ name, shape: inputs[i]! })),
    output,
    variable: (name) => ({ handle: '', value: given.get(name)!.name, shape: weights[name]! }),
    observe: () => {},
  });
  const dy = feed('dy', outputGradientOf(reference), [batch, ...output]);
  const wanted = reference.inputGradients.map((gradient) => gradient !== null);
  const back = written.backward(dy.name, wanted);
  const names = Object.keys(reference.weightGradients);
  const fetched = [
    written.output,
    ...back.inputs.filter((_, i) => wanted[i]),
    ...names.map((name) => back.weights![name]!),
  ].map((tensor) => graph.float('Identity', [tensor!]));
  const session = new Session(tf, native!, graph);
  try {
    const [first, ...rest] = session.run(feeds, fetched).map((values) => [...values]);
    return {
      output: first!,
      inputGradients: wanted.map((is) => (is ? rest.shift()! : null)),
      weightGradients: Object.fromEntries(names.map((name, i) => [name, rest[i]!])),
    };
  } finally {
    session.close();
  }
}
