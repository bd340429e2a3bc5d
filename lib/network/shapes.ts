import { definitionOf } from './layers/index.ts';
import type { Network, NetworkNode, Shape } from './network.ts';

/**
 * Output shape of every node, and of `input`.
 * @throws Error naming the node and the reason: an id used twice, an unknown or later input, shapes that do not fit, a
 * node that reaches neither the output nor the auxiliary classifier.
 */
export function inferShapes(network: Network): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>([['input', network.input]]);
  for (const node of network.nodes) {
    if (shapes.has(node.id)) throw new Error(`node ${node.id}: the id is used twice`);
    shapes.set(node.id, shapeOf(node, shapes));
  }
  if (!shapes.has(network.output)) throw new Error(`output ${network.output}: no such node`);
  const { auxiliary } = network;
  if (auxiliary !== undefined && !shapes.has(auxiliary)) throw new Error(`auxiliary ${auxiliary}: no such node`);
  const reached = reachable(network);
  const idle = network.nodes.find(({ id }) => !reached.has(id));
  if (idle) throw new Error(`node ${idle.id}: does not reach the output ${network.output}`);
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

/** Ids of the nodes that the output or the auxiliary classifier depends on. */
export function reachable(network: Network): ReadonlySet<string> {
  const reached = new Set([network.output, ...(network.auxiliary === undefined ? [] : [network.auxiliary])]);
  for (const { id, inputs } of network.nodes.toReversed()) {
    if (reached.has(id)) for (const input of inputs) reached.add(input);
  }
  return reached;
}
