import type { Network, NetworkNode } from '../../network/network.ts';

/**
 * The order in which TensorFlow.js runs the layers of a model: depth first from the output, the last input of a layer
 * before the others (tfjs-layers, src/engine/executor.ts, getTopologicalSortAndRecipientCountsForOneFetch).
 */
export function executionOrder({ nodes, output }: Network): readonly NetworkNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const order: NetworkNode[] = [];
  const visited = new Set(['input']);
  const entered = new Set<string>();
  const stack = [output];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (visited.has(top)) {
      stack.pop();
    } else if (entered.has(top)) {
      stack.pop();
      visited.add(top);
      order.push(byId.get(top)!);
    } else {
      entered.add(top);
      stack.push(...byId.get(top)!.inputs.filter((input) => !visited.has(input)));
    }
  }
  return order;
}
