import type { Network } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import type { GraphBuilder } from './builder.ts';
import { writerOf } from './layers/index.ts';
import { attr } from './proto.ts';
import type { Variables } from './variables.ts';
import type { WrittenLayer } from './writer.ts';

export interface ForwardOptions {
  /** Examples in a batch; -1 for any number. */
  readonly batch: number;
  readonly training: boolean;
}

/** A network written forwards, ready to be written backwards. */
export interface ForwardPass {
  readonly logits: string;
  /** Operations that a training step must run: moving averages. */
  readonly updates: readonly string[];
  readonly written: ReadonlyMap<string, WrittenLayer>;
}

/** Writes the forward pass on the tensor `input`. */
export function writeForward(
  graph: GraphBuilder,
  network: Network,
  input: string,
  variables: Variables,
  { batch, training }: ForwardOptions,
): ForwardPass {
  const shapes = inferShapes(network);
  const outputs = new Map([['input', input]]);
  const updates: string[] = [];
  const written = new Map<string, WrittenLayer>();
  for (const { id, layer, inputs } of network.nodes) {
    const layerWritten = writerOf(layer)(layer as never, {
      graph,
      batch,
      training,
      inputs: inputs.map((name) => ({ name: outputs.get(name)!, shape: shapes.get(name)! })),
      output: shapes.get(id)!,
      variable: (name) => variables.get(`${id}/${name}`),
      update: (operation) => updates.push(operation),
    });
    written.set(id, layerWritten);
    outputs.set(id, layerWritten.output);
  }
  return { logits: outputs.get(network.output)!, updates, written };
}

/**
 * Writes the backward pass by reverse accumulation: gradients that meet at a fan-out are summed. The network's input
 * needs none, and a weight behind a `zero` gets none.
 * @returns gradient tensors by weight name.
 */
export function writeBackward(
  graph: GraphBuilder,
  network: Network,
  { written }: ForwardPass,
  logitsGradient: string,
): ReadonlyMap<string, string> {
  const arriving = new Map<string, string[]>([[network.output, [logitsGradient]]]);
  const weights = new Map<string, string>();
  for (const { id, inputs } of network.nodes.toReversed()) {
    const gradients = arriving.get(id);
    if (!gradients) continue;
    const wanted = inputs.map((input) => input !== 'input');
    const back = written.get(id)!.backward(sum(graph, gradients), wanted);
    for (const [name, gradient] of Object.entries(back.weights ?? {})) weights.set(`${id}/${name}`, gradient);
    for (const [i, input] of inputs.entries()) {
      const gradient = back.inputs[i];
      if (wanted[i] && gradient) arriving.set(input, [...(arriving.get(input) ?? []), gradient]);
    }
  }
  return weights;
}

function sum(graph: GraphBuilder, terms: readonly string[]): string {
  return terms.length === 1 ? terms[0]! : graph.float('AddN', terms, { N: attr.int(terms.length) });
}
