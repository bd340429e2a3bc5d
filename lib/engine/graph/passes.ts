import type { Network } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import type { EngineRecipe } from '../engine.ts';
import { gradientNodes } from '../gradients.ts';
import type { GraphBuilder } from './builder.ts';
import { writerOf } from './layers/index.ts';
import { moveTowards } from './moving.ts';
import { attr } from './proto.ts';
import type { StepRandom } from './random.ts';
import type { Variable } from './variables.ts';
import type { WrittenLayer } from './writer.ts';

export interface ForwardOptions {
  /** Examples in a batch; -1 for any number. */
  readonly batch: number;
  /** The variable of a weight. */
  readonly variable: (weight: string) => Variable;
  /** What a training step has beside; absent in inference. */
  readonly step?: { readonly random: StepRandom; readonly recipe: EngineRecipe };
}

/** A network written forwards, ready to be written backwards. */
export interface ForwardPass {
  /** Tensors by node. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Operations that a training step must run: moving averages. */
  readonly updates: readonly string[];
  readonly written: ReadonlyMap<string, WrittenLayer>;
}

/** Writes the forward pass on the tensor `input`. */
export function writeForward(
  graph: GraphBuilder,
  network: Network,
  input: string,
  { batch, variable, step }: ForwardOptions,
): ForwardPass {
  const shapes = inferShapes(network);
  const outputs = new Map([['input', input]]);
  const updates: string[] = [];
  const written = new Map<string, WrittenLayer>();
  for (const { id, layer, inputs } of network.nodes) {
    const layerWritten = writerOf(layer)(layer as never, {
      graph,
      batch,
      training: step !== undefined,
      random: step?.random,
      rates: step?.recipe,
      inputs: inputs.map((name) => ({ name: outputs.get(name)!, shape: shapes.get(name)! })),
      output: shapes.get(id)!,
      variable: (name) => variable(`${id}/${name}`),
      observe(name, values) {
        const share = graph.scalar(1 - step!.recipe.batchNormMomentum);
        updates.push(moveTowards(graph, variable(`${id}/${name}`), values, share));
      },
    });
    written.set(id, layerWritten);
    outputs.set(id, layerWritten.output);
  }
  return { outputs, updates, written };
}

/**
 * Writes the backward pass by reverse accumulation: gradients that meet at a fan-out are summed. A node with no
 * weight before it needs none, and a weight behind a `zero` gets none.
 * @param gradients of the loss with respect to the outputs of nodes
 * @returns gradient tensors by weight name.
 */
export function writeBackward(
  graph: GraphBuilder,
  network: Network,
  { written }: ForwardPass,
  gradients: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const passed = gradientNodes(network);
  const arriving = new Map([...gradients].map(([id, gradient]) => [id, [gradient]]));
  const weights = new Map<string, string>();
  for (const { id, inputs } of network.nodes.toReversed()) {
    const arrived = arriving.get(id);
    if (!arrived || !passed.has(id)) continue;
    const wanted = inputs.map((input) => passed.has(input));
    const back = written.get(id)!.backward(sum(graph, arrived), wanted);
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
