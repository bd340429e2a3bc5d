import { elements } from '../../../network/definition.ts';
import { BATCH_NORM, GROUP_NORM, LAYER_NORM } from '../../../network/network.ts';
import { apply, inner, type Stock } from './stock.ts';

export const batchNorm: Stock<'batchNorm'> = (_layer, [x], { tf, id, weight }) => {
  const weights = ['gamma', 'beta', 'mean', 'variance'].map(weight);
  return apply(tf.layers.batchNormalization({ name: id, ...BATCH_NORM, weights }), x!);
};

export const layerNorm: Stock<'layerNorm'> = (_layer, [x], { tf, id, weight }) => {
  const weights = ['gamma', 'beta'].map(weight);
  return apply(tf.layers.layerNormalization({ name: id, ...LAYER_NORM, weights }), x!);
};

/**
 * A layer norm without weights over each group laid out in a row, `[groups, positions * channels of a group]`, and then a
 * depthwise convolution 1x1 with bias, which multiplies channels by gamma and adds beta.
 */
export const groupNorm: Stock<'groupNorm'> = ({ groups }, [x], { tf, id, weight }) => {
  const shape = inner(x!);
  const channels = shape.at(-1)!;
  const positions = elements(shape) / channels;
  const members = channels / groups;
  const { layers } = tf;
  const reshape = (name: string, from: typeof x, targetShape: number[]) =>
    apply(layers.reshape({ name: `${id}/${name}`, targetShape }), from!);
  const turn = (name: string, from: typeof x) =>
    apply(layers.permute({ name: `${id}/${name}`, dims: [2, 1, 3] }), from!);
  const dealt = turn('byGroup', reshape('groups', x, [positions, groups, members]));
  const norm = layers.layerNormalization({ name: `${id}/norm`, ...GROUP_NORM, scale: false, center: false });
  const rows = apply(norm, reshape('rows', dealt, [groups, positions * members]));
  const back = turn('byPosition', reshape('dealt', rows, [groups, positions, members]));
  const affine = layers.depthwiseConv2d({
    name: `${id}/affine`,
    kernelSize: 1,
    weights: [tf.reshape(weight('gamma'), [1, 1, channels, 1]), weight('beta')],
  });
  const scaled = apply(affine, reshape('image', back, [positions, 1, channels]));
  return apply(layers.reshape({ name: id, targetShape: shape }), scaled);
};
