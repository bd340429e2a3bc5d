import type { Layer, Network, NetworkNode, Shape } from './network.ts';
import { inferShapes, reachable } from './shapes.ts';

/** Writes a network node by node; `add` returns the id, so that calls nest. */
export interface NetworkBuilder {
  add(id: string, layer: Layer, ...inputs: readonly string[]): string;
  /** The network up to `output`; nodes that do not reach it are left out. @throws Error as `inferShapes` does. */
  finish(output: string): Network;
}

export function networkBuilder(input: Shape): NetworkBuilder {
  const nodes: NetworkNode[] = [];
  return {
    add(id, layer, ...inputs) {
      nodes.push({ id, layer, inputs });
      return id;
    },
    finish(output) {
      const reached = reachable({ input, nodes, output });
      const network = { input, nodes: nodes.filter(({ id }) => reached.has(id)), output };
      inferShapes(network);
      return network;
    },
  };
}
