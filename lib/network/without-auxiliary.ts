import type { Network } from './network.ts';
import { reachable } from './shapes.ts';

/** A network without its auxiliary classifier, and without the nodes that only that needs. */
export function withoutAuxiliary({ auxiliary, ...network }: Network): Network {
  if (auxiliary === undefined) return network;
  const reached = reachable(network);
  return { ...network, nodes: network.nodes.filter(({ id }) => reached.has(id)) };
}
