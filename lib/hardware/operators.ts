import { elements } from '../network/definition.ts';
import { inferenceNetwork } from '../network/inference.ts';
import { definitionOf } from '../network/layers/index.ts';
import type { Layer, LayerOp, Network, NetworkNode, Shape } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonValue } from '../trial/trial.ts';

/** What a device runs as one: a layer together with the batch norm and activation that follow it. */
export interface Operator {
  /** Equal for operators that cost the same: layers and input shapes. */
  readonly signature: string;
  /** Operators of one type share a regression: the names of the layers, e.g. `conv2d+batchNorm`. */
  readonly type: string;
  readonly layers: readonly Layer[];
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly macs: number;
  /** Bytes of float32 read and written at least: inputs, weights, output. */
  readonly bytes: number;
}

/** Runtimes fold what follows these into their own loop. */
const HEADS: readonly LayerOp[] = ['conv2d', 'depthwiseConv2d', 'transposedConv2d', 'conv1d', 'dense'];
const TAILS: readonly LayerOp[] = ['batchNorm', 'activation'];
const FLOAT_BYTES = 4;

/** The operators that a network answers with, in its order. @throws Error as `inferShapes` does. */
export function operatorsOf(trained: Network): readonly Operator[] {
  const network = inferenceNetwork(trained);
  // What is left of a network has the shapes that it had there.
  const shapes = inferShapes(trained);
  /** What reads a node, if that is one node only, once. */
  const readers = new Map<string, NetworkNode | undefined>();
  for (const node of network.nodes)
    for (const input of node.inputs) readers.set(input, readers.has(input) ? undefined : node);
  const folded = new Set<string>();
  return network.nodes.flatMap((node) => {
    if (folded.has(node.id)) return [];
    const group = [node];
    for (let tail = tailOf(group.at(-1)!); tail; tail = tailOf(tail)) group.push(tail);
    for (const { id } of group) folded.add(id);
    return [operator(group, shapes)];
  });

  function tailOf({ id, layer }: NetworkNode): NetworkNode | undefined {
    const reader = readers.get(id);
    const foldable = HEADS.includes(layer.op) || layer.op === 'batchNorm';
    return foldable && reader && TAILS.includes(reader.layer.op) ? reader : undefined;
  }
}

/** Operators that were seen, by layers and inputs as they are written: networks of a space share most of theirs. */
const seen = new Map<string, Operator>();
const MOST_SEEN = 20_000;

function operator(group: readonly NetworkNode[], shapes: ReadonlyMap<string, Shape>): Operator {
  const layers = group.map(({ layer }) => layer);
  const inputs = group[0]!.inputs.map((input) => shapes.get(input)!);
  const written = JSON.stringify([layers, inputs]);
  const known = seen.get(written);
  if (known) return known;
  if (seen.size === MOST_SEEN) seen.clear();
  const made = newOperator(group, { layers, inputs, shapes });
  seen.set(written, made);
  return made;
}

function newOperator(
  group: readonly NetworkNode[],
  { layers, inputs, shapes }: Pick<Operator, 'layers' | 'inputs'> & { readonly shapes: ReadonlyMap<string, Shape> },
): Operator {
  const output = shapes.get(group.at(-1)!.id)!;
  const parts = group.map(({ id, layer, inputs: ids }) => {
    const given = ids.map((input) => shapes.get(input)!);
    const definition = definitionOf(layer);
    const weights = definition.weights(layer, given).reduce((sum, { shape }) => sum + elements(shape), 0);
    return { macs: definition.macs(layer, given, shapes.get(id)!), weights };
  });
  const numbers = [...inputs, output].reduce((sum, shape) => sum + elements(shape), 0);
  return {
    signature: canonicalJson([layers, inputs] as unknown as JsonValue),
    type: layers.map(({ op }) => op).join('+'),
    layers,
    inputs,
    output,
    macs: parts.reduce((sum, { macs }) => sum + macs, 0),
    bytes: FLOAT_BYTES * parts.reduce((sum, { weights }) => sum + weights, numbers),
  };
}
