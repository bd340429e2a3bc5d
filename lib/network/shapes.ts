import { definitionOf } from './layers/index.ts';
import type { Network, NetworkNode, Shape } from './network.ts';

const inferred = new WeakMap<Network, ReadonlyMap<string, Shape>>();

/**
 * Output shape of every node, and of `input`; worked out once for a network.
 * @throws Error naming the node and the reason: an id used twice, an unknown or later input, shapes that do not fit, a
 * node that reaches neither the output nor the auxiliary classifier.
 */
export function inferShapes(network: Network): ReadonlyMap<string, Shape> {
  const known = inferred.get(network);
  if (known) return known;
  const shapes = shapesOf(network);
  const read = new Set([network.output, network.auxiliary]);
  for (const { inputs } of network.nodes) for (const input of inputs) read.add(input);
  // Nodes come before those that read them, so that of idle ones the last is read by none.
  const idle = network.nodes.findLast(({ id }) => !read.has(id));
  if (idle) throw new Error(`node ${idle.id}: does not reach the output ${network.output}`);
  inferred.set(network, shapes);
  return shapes;
}

/**
 * A network without the nodes that reach neither the output nor the auxiliary classifier.
 * @throws Error as `inferShapes` does.
 */
export function reachedNetwork(whole: Network): Network {
  const network = { ...whole, nodes: nodesReached(whole) };
  inferred.set(network, shapesOf(network));
  return network;
}

function shapesOf({ input, nodes, output, auxiliary }: Network): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>([['input', input]]);
  for (const node of nodes) {
    if (shapes.has(node.id)) throw new Error(`node ${node.id}: the id is used twice`);
    shapes.set(node.id, shapeOf(node, shapes));
  }
  if (!shapes.has(output)) throw new Error(`output ${output}: no such node`);
  if (auxiliary !== undefined && !shapes.has(auxiliary)) throw new Error(`auxiliary ${auxiliary}: no such node`);
  return shapes;
}

function shapeOf({ id, layer, inputs }: NetworkNode, shapes: ReadonlyMap<string, Shape>): Shape {
  try {
    return definitionOf(layer).shape(layer, inputShapes(inputs, shapes));
  } catch (error) {
    throw new Error(`node ${id} (${layer.op}): ${(error as Error).message}`);
  }
}

/** Shapes of a node's inputs. @throws Error naming an input that does not come before the node. */
export function inputShapes(inputs: readonly string[], shapes: ReadonlyMap<string, Shape>): readonly Shape[] {
  return inputs.map((input) => {
    const shape = shapes.get(input);
    if (!shape) throw new Error(`input ${input} is no earlier node`);
    return shape;
  });
}

/** The nodes that the output or the auxiliary classifier depends on, in order. */
export function nodesReached({ nodes, output, auxiliary }: Network): readonly NetworkNode[] {
  const read = new Set(auxiliary === undefined ? [output] : [output, auxiliary]);
  const reached: NetworkNode[] = [];
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    if (!read.has(node.id)) continue;
    for (const input of node.inputs) read.add(input);
    reached.push(node);
  }
  return reached.reverse();
}
