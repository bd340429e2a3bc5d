import { definitionOf } from '../network/layers/index.ts';
import type { Network } from '../network/network.ts';
import { inferShapes, inputShapes } from '../network/shapes.ts';

/**
 * Ids of the nodes that a training's gradients pass: those with weights, or behind ones that have, that have a way to the
 * output or to the auxiliary classifier. No way leads through a `zero`.
 */
export function gradientNodes(network: Network): ReadonlySet<string> {
  const { output, auxiliary = output, nodes } = network;
  const passing = nodes.filter(({ layer }) => layer.op !== 'zero');
  const reached = new Set([output, auxiliary]);
  for (const { id, inputs } of passing.toReversed()) {
    if (reached.has(id)) for (const input of inputs) reached.add(input);
  }
  const shapes = inferShapes(network);
  const moving = new Set<string>();
  for (const { id, layer, inputs } of passing) {
    const weights = definitionOf(layer).weights(layer, inputShapes(inputs, shapes));
    if (weights.some(({ trainable }) => trainable) || inputs.some((input) => moving.has(input))) moving.add(id);
  }
  return reached.intersection(moving);
}
