import type { Network } from './network.ts';
import { nodesReached } from './shapes.ts';

/** A network without its auxiliary classifier, and without the nodes that only that needs. */
export function withoutAuxiliary({ auxiliary, ...network }: Network): Network {
  if (auxiliary === undefined) return network;
  return { ...network, nodes: nodesReached(network) };
}
