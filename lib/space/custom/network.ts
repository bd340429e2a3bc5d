import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { Layer, Network, Shape } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import { outputsOf } from '../problem.ts';
import type { Problem } from '../space.ts';
import type { Step } from './walk.ts';

/** Layers that read the mask of a text beside their input. */
const MASKED: readonly string[] = ['lstm', 'gru', 'attention', 'sequencePool'];

/** What fields of a layer are where they are left out. */
const DEFAULTS: Readonly<Record<string, object>> = {
  conv2d: { stride: 1, bias: true },
  depthwiseConv2d: { stride: 1, bias: true },
  transposedConv2d: { bias: true },
  conv1d: { stride: 1, bias: true },
  dense: { bias: true },
  maxPool: { stride: 2 },
  avgPool: { stride: 2 },
  lstm: { sequence: true },
  gru: { sequence: true },
  sequencePool: { mode: 'mean' },
  dropout: { of: 'features' },
};

/**
 * The layers in a row, then a pooling where an image or a sequence is left, dropout, and a dense layer with what the
 * problem asks for. A residual whose branch changes the shape gets a shortcut of a pooling and a convolution 1x1.
 * @throws Error naming the layer that does not fit what it takes
 */
export function customNetwork(steps: readonly Step[], problem: Problem): Network {
  const net = networkBuilder(problem.input);
  const mask = problem.vocabulary === undefined ? undefined : net.add('mask', { op: 'mask' }, 'input');
  const shapeOf = (at: string) => inferShapes(net.finish(at)).get(at)!;
  const add = (from: string, step: Step): string => {
    if ('residual' in step) {
      const branch = step.residual.reduce(add, from);
      const shortcut = shortcutOf(net, step.key, { from: shapeOf(from), to: shapeOf(branch) }, from);
      return net.add(`${step.key}.add`, { op: 'add' }, shortcut, branch);
    }
    const { op } = step.layer;
    const vocabulary = op === 'embedding' ? { vocabulary: problem.vocabulary } : {};
    const layer = { ...DEFAULTS[op], ...vocabulary, ...step.layer } as Layer;
    return net.add(step.key, layer, from, ...(MASKED.includes(op) && mask ? [mask] : []));
  };
  const last = steps.reduce(add, 'input');
  const features = pooled(net, shapeOf(last), last, mask);
  const dropped = net.add('head/dropout', { op: 'dropout', of: 'features' }, features);
  return net.finish(net.add('head/dense', { op: 'dense', units: outputsOf(problem), bias: true }, dropped));
}

function pooled(net: NetworkBuilder, shape: Shape, at: string, mask: string | undefined): string {
  if (shape.length === 3) return net.add('head/pool', { op: 'globalAvgPool' }, at);
  if (shape.length === 2 && mask) return net.add('head/pool', { op: 'sequencePool', mode: 'mean' }, at, mask);
  return at;
}

function shortcutOf(
  net: NetworkBuilder,
  key: string,
  { from, to }: { readonly from: Shape; readonly to: Shape },
  at: string,
): string {
  if (from.join() === to.join()) return at;
  if (from.length !== 3 || to.length !== 3) {
    throw new Error(`${key}: a residual of [${from.join(', ')}] gives [${to.join(', ')}]; allowed: the same shape`);
  }
  const stride = Math.round(from[0]! / to[0]!);
  let shortcut = at;
  if (stride > 1) shortcut = net.add(`${key}.pool`, { op: 'avgPool', kernel: stride, stride }, shortcut);
  if (from[2] === to[2]) return shortcut;
  const conv: Layer = { op: 'conv2d', filters: to[2]!, kernel: 1, stride: 1, bias: false };
  return net.add(`${key}.norm`, { op: 'batchNorm' }, net.add(`${key}.conv`, conv, shortcut));
}
