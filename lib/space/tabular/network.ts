import { networkBuilder } from '../../network/builder.ts';
import type { Layer, Network } from '../../network/network.ts';
import { addResidual } from '../blocks/residual.ts';
import { outputsOf } from '../problem.ts';
import { filled } from '../slots.ts';
import type { Problem } from '../space.ts';
import type { Normalisation, TabularArchitecture } from './choices.ts';

const NORMS: Readonly<Record<Normalisation, Layer | undefined>> = {
  none: undefined,
  batch: { op: 'batchNorm' },
  layer: { op: 'layerNorm' },
};

/**
 * A multi-layer perceptron for rows of numbers (the MLP and ResNet of arXiv:2106.11959, figure 1): dense, normalisation,
 * activation and dropout in each layer, residual where two layers in a row are equally wide.
 */
export function tabularNetwork(architecture: TabularArchitecture, problem: Problem): Network {
  const { activation, normalisation, residual } = architecture;
  const widths = filled(architecture.widths);
  const net = networkBuilder(problem.input);
  const norm = NORMS[normalisation];
  let at = 'input';
  for (const [i, width] of widths.entries()) {
    const id = `layer${i}`;
    let out = net.add(`${id}/dense`, { op: 'dense', units: width, bias: !norm }, at);
    if (norm) out = net.add(`${id}/norm`, norm, out);
    out = net.add(`${id}/act`, { op: 'activation', fn: activation }, out);
    out = net.add(`${id}/dropout`, { op: 'dropout', of: 'features' }, out);
    at =
      residual && width === widths[i - 1]
        ? addResidual(net, id, { shortcut: at, branch: out, depth: (i + 1) / widths.length })
        : out;
  }
  return net.finish(net.add('head/dense', { op: 'dense', units: outputsOf(problem), bias: true }, at));
}
