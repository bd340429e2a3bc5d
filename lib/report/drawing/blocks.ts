import { definitionOf } from '../../network/layers/index.ts';
import { isPointwise } from '../../network/layout.ts';
import type { LayerOp, Network, NetworkNode, Shape } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';

/** What a drawing shows as one box: a layer with the normalisation and activation that go with it. */
export interface Block {
  readonly id: string;
  readonly family: Family;
  /** The layer that does the work. */
  readonly label: string;
  /** Every layer, in order. */
  readonly layers: readonly string[];
  /** Shape of what leaves it. */
  readonly shape: Shape;
  /** Ids of blocks. */
  readonly inputs: readonly string[];
  /** The part of the network it belongs to, from the path in its node's id; empty for none. */
  readonly group: string;
}

export type Family = 'input' | 'convolution' | 'depthwise' | 'pooling' | 'dense' | 'merging' | 'other';

const FAMILIES: { readonly [op in LayerOp]?: Family } = {
  conv2d: 'convolution',
  transposedConv2d: 'convolution',
  conv1d: 'convolution',
  depthwiseConv2d: 'depthwise',
  maxPool: 'pooling',
  avgPool: 'pooling',
  globalAvgPool: 'pooling',
  globalMaxPool: 'pooling',
  sequencePool: 'pooling',
  dense: 'dense',
  add: 'merging',
  concat: 'merging',
  scale: 'merging',
  multiply: 'merging',
};

/**
 * The blocks of a network in topological order, the input first. Normalisations and activations join the layer before
 * them, or else the one after, wherever nothing else reads what lies between.
 */
export function blocksOf(network: Network): readonly Block[] {
  const shapes = inferShapes(network);
  const chains = chainsOf(network);
  const blockOf = new Map(chains.flatMap((chain) => chain.map(({ id }) => [id, chain.at(-1)!.id] as const)));
  const input: Block = {
    id: 'input',
    family: 'input',
    label: 'input',
    layers: [],
    shape: network.input,
    inputs: [],
    group: '',
  };
  const blocks = chains.map((chain): Block => {
    const main = chain.find((node) => !isPointwise(node)) ?? chain[0]!;
    const layers = chain.map(({ layer }) => definitionOf(layer).label(layer));
    const id = chain.at(-1)!.id;
    return {
      id,
      family: FAMILIES[main.layer.op] ?? 'other',
      label: isPointwise(main) ? layers.join(', ') : definitionOf(main.layer).label(main.layer),
      layers,
      shape: shapes.get(id)!,
      inputs: chain[0]!.inputs.map((from) => blockOf.get(from) ?? from),
      group: groupOf(main.id),
    };
  });
  return [input, ...blocks];
}

function chainsOf({ nodes }: Network): readonly (readonly NetworkNode[])[] {
  const readers = Map.groupBy(
    nodes.flatMap(({ inputs }) => inputs),
    (id) => id,
  );
  const chains = new Map<string, NetworkNode[]>();
  for (const node of nodes) {
    const before = node.inputs.length === 1 ? chains.get(node.inputs[0]!) : undefined;
    const joins =
      before && readers.get(node.inputs[0]!)!.length === 1 && (isPointwise(node) || before.every(isPointwise));
    const chain = joins ? before : [];
    chain.push(node);
    if (joins) chains.delete(node.inputs[0]!);
    chains.set(node.id, chain);
  }
  return [...chains.values()];
}

/** `stage1/cell0/nor_conv_3x3_2/conv` belongs to `stage1/cell0`, `head/pool` to `head`. */
const groupOf = (id: string) => id.split('/').slice(0, -1).slice(0, 2).join('/');
