import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { Network, Shape } from '../../network/network.ts';
import { addBasicResidual } from '../blocks/basic-residual.ts';
import { type At, addConvNorm } from '../blocks/conv-norm.ts';
import { addInvertedResidual } from '../blocks/inverted-residual.ts';
import type { Problem } from '../space.ts';
import type { DetectionArchitecture, Stage } from './choices.ts';
import { addHead } from './head.ts';
import { addPyramid, type Level } from './pyramid.ts';

/** Finest level of the pyramid: small objects need no finer one on images of a few hundred pixels. */
const FINEST_STRIDE = 8;

/**
 * A one-stage detector without anchors (FCOS, arXiv:1904.01355, figure 2): stem of stride 2, backbone stages of strides
 * 4, 8, 16 and so on, a feature pyramid from stride 8 on, and a head for every level.
 */
export function detectionNetwork(
  { stages, pyramid, head }: DetectionArchitecture,
  stem: number,
  { input, classes }: Problem,
): Network {
  const net = networkBuilder(input);
  const levels = addPyramid(net, addBackbone(net, stages, stem, input), pyramid);
  const outputs = levels.map((level) => addHead(net, `head/stride${level.stride}`, { depth: head, classes }, level));
  return net.finish(net.add('head/levels', { op: 'concat', axis: 0 }, ...outputs), {
    strides: levels.map(({ stride }) => stride),
  });
}

/** The results of the stages that the pyramid stands on, finest first. */
function addBackbone(net: NetworkBuilder, stages: readonly Stage[], stem: number, input: Shape): readonly Level[] {
  const count = stages.reduce((sum, { depth }) => sum + depth, 0);
  const levels: Level[] = [];
  let at: At = addConvNorm(net, 'stem', { filters: stem, kernel: 3, stride: 2, fn: 'relu' }, 'input');
  let written = 0;
  for (const [s, { block, channels, depth }] of stages.entries()) {
    for (let b = 0; b < depth; b++) {
      const id = `stage${s}/block${b}`;
      const place = { channels, activation: 'relu', stride: b === 0 ? 2 : 1, depth: ++written / count } as const;
      at =
        block.type === 'residual'
          ? addBasicResidual(net, id, block, place, at)
          : addInvertedResidual(net, id, { ...block, squeezeExcite: false }, place, at);
    }
    const stride = 4 * 2 ** s;
    const [height, width] = input.map((size) => Math.ceil(size / stride));
    levels.push({ ...at, stride, height: height!, width: width! });
  }
  return levels.filter(({ stride }) => stride >= FINEST_STRIDE);
}
