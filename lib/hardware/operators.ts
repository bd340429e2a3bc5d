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
  const shapes = inferShapes(network);
  const readers = Map.groupBy(
    network.nodes.flatMap((node) => node.inputs.map((input) => ({ input, node }))),
    ({ input }) => input,
  );
  const folded = new Set<string>();
  return network.nodes.flatMap((node) => {
    if (folded.has(node.id)) return [];
    const group = [node];
    for (let tail = tailOf(group.at(-1)!); tail; tail = tailOf(tail)) group.push(tail);
    for (const { id } of group) folded.add(id);
    return [operator(group, shapes)];
  });

  function tailOf({ id, layer }: NetworkNode): NetworkNode | undefined {
    const [only, ...others] = readers.get(id) ?? [];
    const foldable = HEADS.includes(layer.op) || layer.op === 'batchNorm';
    return foldable && only && others.length === 0 && TAILS.includes(only.node.layer.op) ? only.node : undefined;
  }
}

function operator(group: readonly NetworkNode[], shapes: ReadonlyMap<string, Shape>): Operator {
  const layers = group.map(({ layer }) => layer);
  const inputs = group[0]!.inputs.map((input) => shapes.get(input)!);
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
