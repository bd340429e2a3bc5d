import type { Network } from '../../network/network.ts';

/** Ids of the nodes that a gradient reaches: those with a way to the output that passes no `zero`. */
export function reachedByGradient(network: Network): ReadonlySet<string> {
  const reached = new Set([network.output]);
  for (const { id, layer, inputs } of network.nodes.toReversed()) {
    if (reached.has(id) && layer.op !== 'zero') for (const input of inputs) reached.add(input);
  }
  for (const { id, layer } of network.nodes) if (layer.op === 'zero') reached.delete(id);
  return reached;
}
