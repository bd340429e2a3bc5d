import { type NetworkBuilder, networkBuilder } from '../../lib/network/builder.ts';
import type { Layer, Network } from '../../lib/network/network.ts';

/** A cell of NAS-Bench-101: operations on vertices. The first vertex is its input, the last its output. */
export interface Cell {
  readonly vertices: number;
  /** Of the vertices between the first and the last. */
  readonly operations: readonly Operation[];
  hasEdge(from: number, to: number): boolean;
}

/** Convolutions come with a batch norm and ReLU. */
export const OPERATIONS = ['conv3x3', 'conv1x1', 'maxPool3x3'] as const;
export type Operation = (typeof OPERATIONS)[number];

const STACKS = [128, 256, 512];
const CELLS = 3;

/** The benchmark's network for CIFAR-10: three stacks of cells, halved in between (Ying et al. 2019, arXiv:1902.09635). */
export function cellNetwork(cell: Cell): Network {
  const net = networkBuilder([32, 32, 3]);
  let at = convolution(net, 'stem', { filters: STACKS[0]!, kernel: 3 }, 'input');
  let given = STACKS[0]!;
  for (const [stack, filters] of STACKS.entries()) {
    if (stack > 0) at = net.add(`stack${stack}/pool`, { op: 'maxPool', kernel: 2, stride: 2 }, at);
    for (let i = 0; i < CELLS; i++) {
      at = addCell(net, `stack${stack}/cell${i}`, cell, { from: at, channels: channelsOf(cell, given, filters) });
      given = filters;
    }
  }
  return net.finish(
    net.add('dense', { op: 'dense', units: 10, bias: true }, net.add('pool', { op: 'globalAvgPool' }, at)),
  );
}

/** The output's channels are shared out among the vertices that it is put together from; others have what their readers do. */
function channelsOf({ vertices, hasEdge }: Cell, given: number, filters: number): readonly number[] {
  const last = vertices - 1;
  const channels: number[] = Array(vertices).fill(0);
  [channels[0], channels[last]] = [given, filters];
  const ends = interior(vertices).filter((vertex) => hasEdge(vertex, last));
  for (const [i, vertex] of ends.entries()) {
    channels[vertex] = Math.floor(filters / ends.length) + (i < filters % ends.length ? 1 : 0);
  }
  for (const vertex of interior(vertices).reverse()) {
    const readers = interior(vertices).filter((reader) => reader > vertex && hasEdge(vertex, reader));
    if (channels[vertex] === 0) channels[vertex] = Math.max(...readers.map((reader) => channels[reader]!));
  }
  return channels;
}

interface Place {
  readonly from: string;
  readonly channels: readonly number[];
}

function addCell(net: NetworkBuilder, id: string, cell: Cell, { from, channels }: Place): string {
  const { vertices, operations, hasEdge } = cell;
  const ids = [from];
  const projected = (vertex: number) =>
    convolution(net, `${id}/project${vertex}`, { filters: channels[vertex]!, kernel: 1 }, from);
  for (const vertex of interior(vertices)) {
    const inputs = interior(vertex + 1).filter((source) => hasEdge(source, vertex));
    const terms = inputs.map((source) => {
      if (channels[source] === channels[vertex]) return ids[source]!;
      return net.add(`${id}/${source}to${vertex}`, { op: 'slice', from: 0, size: channels[vertex]! }, ids[source]!);
    });
    if (hasEdge(0, vertex)) terms.push(projected(vertex));
    const summed = terms.length === 1 ? terms[0]! : net.add(`${id}/sum${vertex}`, { op: 'add' }, ...terms);
    ids.push(operation(net, `${id}/vertex${vertex}`, operations[vertex - 1]!, channels[vertex]!, summed));
  }
  const last = vertices - 1;
  const ends = interior(vertices).filter((vertex) => hasEdge(vertex, last));
  if (ends.length === 0) return projected(last);
  const parts = ends.map((vertex) => ids[vertex]!);
  const joined = parts.length === 1 ? parts[0]! : net.add(`${id}/concat`, { op: 'concat' }, ...parts);
  return hasEdge(0, last) ? net.add(`${id}/sum`, { op: 'add' }, joined, projected(last)) : joined;
}

const interior = (vertices: number) => Array.from({ length: vertices - 2 }, (_, i) => i + 1);

function operation(net: NetworkBuilder, id: string, kind: Operation, filters: number, from: string): string {
  if (kind === 'maxPool3x3') return net.add(id, { op: 'maxPool', kernel: 3, stride: 1 }, from);
  return convolution(net, id, { filters, kernel: kind === 'conv3x3' ? 3 : 1 }, from);
}

type Convolution = { readonly filters: number; readonly kernel: number };

function convolution(net: NetworkBuilder, id: string, size: Convolution, from: string): string {
  const layer: Layer = { op: 'conv2d', ...size, stride: 1, bias: false };
  const normed = net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, layer, from));
  return net.add(`${id}/relu`, { op: 'activation', fn: 'relu' }, normed);
}
