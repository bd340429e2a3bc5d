import type { Layer, Network } from './network.ts';
import { withoutAuxiliary } from './without-auxiliary.ts';

/** The part of a network that answers: without the auxiliary classifier, and past what is only there to be trained with. */
export function inferenceNetwork(network: Network): Network {
  if (!network.nodes.some(({ layer }) => isPassed(layer))) return withoutAuxiliary(network);
  const passed = new Map<string, string>();
  const through = (id: string) => passed.get(id) ?? id;
  const nodes = network.nodes.flatMap(({ id, layer, inputs }) => {
    if (!isPassed(layer)) return [{ id, layer, inputs: inputs.map(through) }];
    passed.set(id, through(inputs[0]!));
    return [];
  });
  return withoutAuxiliary({ ...network, nodes, output: through(network.output) });
}

const isPassed = ({ op }: Layer) => op === 'dropout' || op === 'dropPath';
