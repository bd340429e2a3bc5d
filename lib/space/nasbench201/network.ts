import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { Layer, Network } from '../../network/network.ts';
import { addAuxiliary } from '../blocks/auxiliary.ts';
import { addHead } from '../blocks/head.ts';
import { addResidual } from '../blocks/residual.ts';
import { outputsOf } from '../problem.ts';
import type { Problem } from '../space.ts';
import { cellTerms, type Edges, liveTerms, type Operation, type Term } from './cell.ts';

export interface Skeleton {
  /** Of the first stage; each later stage doubles them. */
  readonly channels: number;
  /** In each of the three stages. */
  readonly cells: number;
  /** 1 as in the paper; 2 makes a network for small images about four times cheaper. */
  readonly stemStride: number;
  /** Whether training gets an auxiliary classifier at two thirds of the depth. */
  readonly auxiliary?: boolean;
}

const STAGES = [0, 1, 2];
const LAST = 2;

/**
 * The skeleton of the NAS-Bench-201 paper (arXiv:2001.00326, figure 1) around a cell: convolution, three stages of
 * cells with a residual block of stride 2 between them, global average pooling, dense. Operations are ReLU, convolution, batch norm.
 */
export function cellNetwork(
  edges: Edges,
  { channels, cells, stemStride, auxiliary = false }: Skeleton,
  problem: Problem,
): Network {
  const outputs = outputsOf(problem);
  const net = networkBuilder(problem.input);
  let at = net.add('stem/conv', convolution(channels, 3, stemStride), 'input');
  at = net.add('stem/norm', { op: 'batchNorm' }, at);
  let twoThirds = at;
  for (const stage of STAGES) {
    const width = channels * 2 ** stage;
    if (stage > 0) at = reduction(net, `stage${stage}/reduction`, { filters: width, depth: stage / LAST }, at);
    twoThirds = at;
    for (let cell = 0; cell < cells; cell++) at = addCell(net, `stage${stage}/cell${cell}`, edges, width, at);
  }
  at = net.add('head/norm', { op: 'batchNorm' }, at);
  at = net.add('head/relu', RELU, at);
  return net.finish(
    addHead(net, problem, at),
    auxiliary ? { auxiliary: addAuxiliary(net, { channels: channels * 2 ** LAST, outputs }, twoThirds) } : {},
  );
}

const RELU: Layer = { op: 'activation', fn: 'relu' };

function convolution(filters: number, kernel: number, stride: number): Layer {
  return { op: 'conv2d', filters, kernel, stride, bias: false };
}

function reluConvNorm(net: NetworkBuilder, id: string, layer: Layer, at: string): string {
  const conv = net.add(`${id}/conv`, layer, net.add(`${id}/relu`, RELU, at));
  return net.add(`${id}/norm`, { op: 'batchNorm' }, conv);
}

type Reduction = { readonly filters: number; readonly depth: number };

/** Basic residual block of stride 2; its shortcut is an average pooling and a convolution 1x1. */
function reduction(net: NetworkBuilder, id: string, { filters, depth }: Reduction, at: string): string {
  const first = reluConvNorm(net, `${id}/a`, convolution(filters, 3, 2), at);
  const second = reluConvNorm(net, `${id}/b`, convolution(filters, 3, 1), first);
  const pooled = net.add(`${id}/shortcut/pool`, { op: 'avgPool', kernel: 2, stride: 2 }, at);
  const shortcut = net.add(`${id}/shortcut/conv`, convolution(filters, 1, 1), pooled);
  return addResidual(net, id, { shortcut, branch: second, depth });
}

/** A cell whose output gets nothing is zero, so that the network still exists; it learns the classes' frequencies. */
function addCell(net: NetworkBuilder, id: string, edges: Edges, filters: number, input: string): string {
  const output = cellTerms(edges);
  if (output.length === 0) return net.add(`${id}/zero`, { op: 'zero' }, input);
  const ids = new Map<Term, string>();
  const sum = (name: string, terms: readonly Term[]) => {
    const inputs = terms.map((term) => ids.get(term)!);
    return inputs.length === 1 ? inputs[0]! : net.add(name, { op: 'add' }, ...inputs);
  };
  for (const term of liveTerms(output)) {
    const name = `${id}/${term.operation}_${ids.size}`;
    ids.set(
      term,
      term.operation === 'input'
        ? input
        : operate(net, name, term.operation, filters, sum(`${name}/sum`, term.operands)),
    );
  }
  return sum(`${id}/add`, output);
}

function operate(net: NetworkBuilder, id: string, operation: Operation, filters: number, at: string): string {
  if (operation === 'avg_pool_3x3') return net.add(id, { op: 'avgPool', kernel: 3, stride: 1 }, at);
  return reluConvNorm(net, id, convolution(filters, operation === 'nor_conv_1x1' ? 1 : 3, 1), at);
}
