import { type Attribute, attr, DataType, type GraphNode } from './proto.ts';

/** Which inputs of an operation are of its type `T`; `all` but the last where that is an axis. */
type OfType = readonly number[] | 'all' | 'allButLast';

/** Their cost is products and sums of them: always in bfloat16. */
const PRODUCTS: Readonly<Record<string, OfType>> = {
  Conv2D: [0, 1],
  Conv2DBackpropInput: [1, 2],
  Conv2DBackpropFilter: [0, 2],
  DepthwiseConv2dNative: [0, 1],
  DepthwiseConv2dNativeBackpropInput: [1, 2],
  DepthwiseConv2dNativeBackpropFilter: [0, 2],
  MatMul: [0, 1],
  BatchMatMulV2: [0, 1],
};

/** In bfloat16 where all that they take already is: their cost is the memory they read. */
const FOLLOWERS: Readonly<Record<string, OfType>> = {
  FusedBatchNormV3: [0],
  FusedBatchNormGradV3: [0, 1],
  Relu: [0],
  ReluGrad: [0, 1],
  Relu6: [0],
  Relu6Grad: [0, 1],
  LeakyRelu: [0],
  LeakyReluGrad: [0, 1],
  AddV2: [0, 1],
  AddN: 'all',
  MaxPool: [0],
  MaxPoolGrad: [0, 1, 2],
  Reshape: [0],
  Transpose: [0],
  Pad: [0],
  ConcatV2: 'allButLast',
};

const NARROW = '_bfloat16';

/**
 * The graph with the nodes marked `narrow` worked out in bfloat16 as Micikevicius et al. 2018 (arXiv:1710.03740) and
 * TensorFlow's own rewriter have it: products always, what only passes numbers on where it reads such numbers. Every
 * node keeps its name and gives float32 under it; variables, statistics, losses and updates stay as they are. bfloat16
 * has the exponents of float32, so the loss needs no scaling (Kalamkar et al. 2019, arXiv:1905.12322).
 */
export function withMixedPrecision(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const narrow = narrowNodes(nodes);
  if (narrow.size === 0) return nodes;
  const written: GraphNode[] = [];
  const casts = new Set<string>();
  const read = (input: string) => {
    const { node, output } = parse(input);
    return narrow.has(node) && output > 0 ? `${node}${NARROW}:${output}` : input;
  };
  const readNarrow = (input: string) => {
    const { node, output } = parse(input);
    if (narrow.has(node) && output === 0) return node + NARROW;
    const name = `${node}_${output}${NARROW}`;
    if (!casts.has(name)) written.push(cast(name, read(input), DataType.float, DataType.bfloat16));
    casts.add(name);
    return name;
  };
  for (const node of nodes) {
    const ofType = narrow.get(node.name);
    if (!ofType) {
      written.push({ ...node, inputs: node.inputs.map(read) });
      continue;
    }
    const inputs = node.inputs.map((input, i) => (ofType.has(i) ? readNarrow(input) : read(input)));
    const attributes = { ...node.attributes, T: attr.type(DataType.bfloat16) };
    written.push({ ...node, name: node.name + NARROW, inputs, attributes });
    written.push(cast(node.name, node.name + NARROW, DataType.bfloat16, DataType.float));
  }
  return written;
}

/** Nodes to be narrowed, each with which of its inputs are. */
function narrowNodes(nodes: readonly GraphNode[]): ReadonlyMap<string, ReadonlySet<number>> {
  const narrow = new Map<string, ReadonlySet<number>>();
  const isNarrow = (input: string) => {
    const { node, output } = parse(input);
    return output === 0 && narrow.has(node);
  };
  for (const { name, op, inputs, narrow: allowed } of nodes) {
    const product = PRODUCTS[op];
    const ofType = product ?? FOLLOWERS[op];
    if (!allowed || ofType === undefined) continue;
    const data = inputs.filter((input) => !input.startsWith('^')).length;
    const places = new Set(typeof ofType === 'object' ? ofType : firstOf(ofType === 'all' ? data : data - 1));
    if (product || [...places].every((place) => isNarrow(inputs[place]!))) narrow.set(name, places);
  }
  return narrow;
}

const firstOf = (count: number) => Array.from({ length: count }, (_, i) => i);

const cast = (name: string, input: string, from: DataType, to: DataType): GraphNode => {
  const attributes: Record<string, Attribute> = {
    SrcT: attr.type(from),
    DstT: attr.type(to),
    Truncate: attr.bool(false),
  };
  return { name, op: 'Cast', inputs: [input], attributes };
};

/** `node`, `node:1`; a control input `^node` reads no output. */
function parse(input: string): { readonly node: string; readonly output: number } {
  const [node, output] = input.split(':');
  return { node: node!, output: Number(output ?? 0) };
}
