import type { Layer, Network, NetworkNode, Shape } from './network.ts';
import { reachedNetwork } from './shapes.ts';

/** Writes a network node by node; `add` returns the id, so that calls nest. */
export interface NetworkBuilder {
  add(id: string, layer: Layer, ...inputs: readonly string[]): string;
  /**
   * The network up to `output` and the auxiliary classifier; nodes that reach neither are left out.
   * @throws Error as `inferShapes` does.
   */
  finish(output: string, more?: Pick<Network, 'auxiliary' | 'strides'>): Network;
}

export function networkBuilder(input: Shape): NetworkBuilder {
  const nodes: NetworkNode[] = [];
  return {
    add(id, layer, ...inputs) {
      nodes.push({ id, layer, inputs });
      return id;
    },
    finish(output, more) {
      return reachedNetwork({ input, nodes, output, ...more });
    },
  };
}
