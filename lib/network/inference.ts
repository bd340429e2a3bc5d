import type { Layer, Network, NetworkNode } from './network.ts';
import { withoutAuxiliary } from './without-auxiliary.ts';

/** The part of a network that answers: without the auxiliary classifier, and past what is only there to be trained with. */
export function inferenceNetwork(network: Network): Network {
  if (!network.nodes.some(({ layer }) => isPassed(layer))) return withoutAuxiliary(network);
  const passed = new Map<string, string>();
  const through = (id: string) => passed.get(id) ?? id;
  const nodes: NetworkNode[] = [];
  for (const node of network.nodes) {
    if (isPassed(node.layer)) passed.set(node.id, through(node.inputs[0]!));
    else if (node.inputs.some((input) => passed.has(input))) nodes.push({ ...node, inputs: node.inputs.map(through) });
    else nodes.push(node);
  }
  return withoutAuxiliary({ ...network, nodes, output: through(network.output) });
}

const isPassed = ({ op }: Layer) => op === 'dropout' || op === 'dropPath';
