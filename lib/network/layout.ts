import { definitionOf } from './layers/index.ts';
import type { LayerOp, Network, NetworkNode } from './network.ts';

/** What is drawn as one: a layer with the normalisation and the activation that go with it. */
export interface DrawnNode {
  /** The network node whose output leaves it; `input` for the input. */
  readonly id: string;
  readonly label: string;
  readonly layer: LayerOp | 'input';
  /** Longest way from the input, which has rank 0. */
  readonly rank: number;
  /** Place among the nodes of its rank, from 0. */
  readonly row: number;
}

export interface Layout {
  /** In topological order. */
  readonly nodes: readonly DrawnNode[];
  /** Between drawn nodes; every edge leads to a higher rank. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

type Part = Omit<DrawnNode, 'rank' | 'row'> & { readonly inputs: readonly string[] };

/**
 * A layered drawing: ranks by longest path; within a rank, nodes stand in the order of the mean row of their inputs,
 * which keeps crossings few (barycentre, one sweep down; Sugiyama et al. 1981).
 */
export function layout(network: Network): Layout {
  const parts = partsOf(network);
  const ranks = new Map<string, number>();
  for (const { id, inputs } of parts) ranks.set(id, Math.max(-1, ...inputs.map((input) => ranks.get(input)!)) + 1);
  const rows = new Map<string, number>();
  for (const [, peers] of [...Map.groupBy(parts, ({ id }) => ranks.get(id)!)].sort(([a], [b]) => a - b)) {
    const centre = ({ inputs }: Part) =>
      inputs.reduce((sum, input) => sum + rows.get(input)!, 0) / Math.max(1, inputs.length);
    for (const [row, { id }] of peers.toSorted((a, b) => centre(a) - centre(b)).entries()) rows.set(id, row);
  }
  return {
    nodes: parts.map(({ id, label, layer }) => ({ id, label, layer, rank: ranks.get(id)!, row: rows.get(id)! })),
    edges: parts.flatMap(({ id, inputs }) => [...new Set(inputs)].map((from) => ({ from, to: id }))),
  };
}

function partsOf(network: Network): readonly Part[] {
  const chains = chainsOf(network);
  const ends = new Map(chains.flatMap((chain) => chain.map(({ id }) => [id, chain.at(-1)!.id] as const)));
  const drawn = chains.map((chain): Part => {
    const main = chain.find((node) => !isPointwise(node)) ?? chain[0]!;
    return {
      id: chain.at(-1)!.id,
      label: definitionOf(main.layer).label(main.layer),
      layer: main.layer.op,
      inputs: chain[0]!.inputs.map((input) => ends.get(input) ?? input),
    };
  });
  return [{ id: 'input', label: 'input', layer: 'input', inputs: [] }, ...drawn];
}

/** Nodes in topological order, each with the normalisation and activation that alone read it. */
function chainsOf({ nodes }: Network): readonly (readonly NetworkNode[])[] {
  const readers = Map.groupBy(nodes, ({ inputs }) => (inputs.length === 1 ? inputs[0]! : undefined));
  const reads = nodes.flatMap(({ inputs }) => inputs);
  const next = (id: string) => {
    const [reader] = readers.get(id) ?? [];
    return reader && isPointwise(reader) && reads.filter((read) => read === id).length === 1 ? reader : undefined;
  };
  const joined = new Set<string>();
  return nodes.flatMap((node) => {
    if (joined.has(node.id)) return [];
    const chain = [node];
    for (let at = next(node.id); at; at = next(at.id)) {
      joined.add(at.id);
      chain.push(at);
    }
    return [chain];
  });
}

const POINTWISE: readonly LayerOp[] = ['batchNorm', 'layerNorm', 'groupNorm', 'activation'];

/** Whether a layer is a normalisation or an activation, which a drawing shows with the layer that it goes with. */
export const isPointwise = ({ layer }: NetworkNode): boolean => POINTWISE.includes(layer.op);
