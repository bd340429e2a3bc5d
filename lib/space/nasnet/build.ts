import type { NetworkBuilder } from '../../network/builder.ts';
import type { Layer } from '../../network/network.ts';
import { type Cell, CONVOLUTIONS, type Operation } from './cell.ts';

const RELU: Layer = { op: 'activation', fn: 'relu' };

/** A state of a network of cells: an image, and how often it has been halved. */
export interface State {
  readonly id: string;
  readonly channels: number;
  readonly halvings: number;
}

export interface CellShape {
  /** Of every node. */
  readonly channels: number;
  readonly reduction: boolean;
  /** States side by side in the output: 0 and 1 are the cell's inputs, 2 the first node. */
  readonly output: readonly number[];
  /** Place of the cell in the network, above 0 to 1. */
  readonly depth: number;
}

/**
 * One cell on the outputs of the cell before the last and of the last one (NASNet, arXiv:1707.07012, section 3).
 * @param states without one before the last, the last one stands for both, as it is
 */
export function addCell(
  net: NetworkBuilder,
  id: string,
  cell: Cell,
  { channels, reduction, output, depth }: CellShape,
  [before, last]: readonly [State | undefined, State],
): State {
  const states = [
    before ? adjusted(net, `${id}/before`, before, last, channels) : last.id,
    squeezed(net, `${id}/last`, last, channels),
  ];
  const inputs = states.length;
  for (const [i, node] of cell.entries()) {
    const branches = node.map(({ from, operation }, edge) => {
      const stride = reduction && from < inputs ? 2 : 1;
      return addOperation(net, `${id}/node${i}/${edge}`, { operation, stride, channels, depth }, states[from]!);
    });
    states.push(net.add(`${id}/node${i}/add`, { op: 'add' }, ...branches));
  }
  const sides = output.map((state) => states[state]!);
  return {
    id: sides.length === 1 ? sides[0]! : net.add(`${id}/concat`, { op: 'concat' }, ...sides),
    channels: channels * sides.length,
    halvings: last.halvings + (reduction ? 1 : 0),
  };
}

/** ReLU, convolution 1x1 and batch norm. */
function squeezed(net: NetworkBuilder, id: string, { id: from }: State, filters: number): string {
  const conv: Layer = { op: 'conv2d', filters, kernel: 1, stride: 1, bias: false };
  return net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv, net.add(`${id}/relu`, RELU, from)));
}

/** The state before the last, as large and as wide as the last one will be. */
function adjusted(net: NetworkBuilder, id: string, before: State, last: State, channels: number): string {
  if (before.halvings < last.halvings) return halved(net, id, before.id, channels);
  return squeezed(net, id, before, channels);
}

/** NASNet's factorised reduction by an average pooling: like it, it sees every pixel, at the same cost. */
function halved(net: NetworkBuilder, id: string, from: string, channels: number): string {
  const pooled = net.add(`${id}/pool`, { op: 'avgPool', kernel: 2, stride: 2 }, net.add(`${id}/relu`, RELU, from));
  const conv: Layer = { op: 'conv2d', filters: channels, kernel: 1, stride: 1, bias: false };
  return net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv, pooled));
}

interface Placed {
  readonly operation: Operation;
  readonly stride: number;
  readonly channels: number;
  readonly depth: number;
}

/** Operations but skips are dropped at random in training, as branches of residual blocks are (NASNet, section 3.1). */
function addOperation(net: NetworkBuilder, id: string, placed: Placed, from: string): string {
  const { operation, stride, channels, depth } = placed;
  if (operation === 'skip_connect') return stride === 1 ? from : halved(net, `${id}/skip`, from, channels);
  return net.add(
    `${id}/drop`,
    { op: 'dropPath', share: depth },
    operate(net, `${id}/${operation}`, { ...placed, operation }, from),
  );
}

function operate(
  net: NetworkBuilder,
  id: string,
  { operation, stride, channels }: Placed & { readonly operation: Exclude<Operation, 'skip_connect'> },
  from: string,
): string {
  if (operation === 'max_pool_3x3') return net.add(id, { op: 'maxPool', kernel: 3, stride }, from);
  if (operation === 'avg_pool_3x3') return net.add(id, { op: 'avgPool', kernel: 3, stride }, from);
  return CONVOLUTIONS[operation].reduce((at, { kernel, dilation = 1 }, i) => {
    const taps: Layer = { op: 'depthwiseConv2d', kernel, stride: i === 0 ? stride : 1, bias: false, dilation };
    const mix: Layer = { op: 'conv2d', filters: channels, kernel: 1, stride: 1, bias: false };
    const deep = net.add(`${id}/${i}/depthwise`, taps, net.add(`${id}/${i}/relu`, RELU, at));
    return net.add(`${id}/${i}/norm`, { op: 'batchNorm' }, net.add(`${id}/${i}/pointwise`, mix, deep));
  }, from);
}
