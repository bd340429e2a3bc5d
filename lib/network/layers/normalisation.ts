import { elements, type LayerDefinition, type WeightDefinition } from '../definition.ts';
import { grouped, only } from './checks.ts';

/** A factor and a shift for every channel. */
function affine(channels: number): readonly WeightDefinition[] {
  const weight = { shape: [channels], fanIn: channels, fanOut: channels, trainable: true, decay: false };
  return [
    { ...weight, name: 'gamma', initialiser: 'ones' },
    { ...weight, name: 'beta', initialiser: 'zeros' },
  ];
}

/** Momentum: the recipe. Epsilons: network.ts. */
export const batchNorm: LayerDefinition<'batchNorm'> = {
  shape: (_layer, inputs) => only(inputs),
  weights(_layer, inputs) {
    const channels = only(inputs).at(-1)!;
    const [gamma, beta] = affine(channels);
    return [
      gamma!,
      beta!,
      { ...beta!, name: 'mean', trainable: false },
      { ...gamma!, name: 'variance', trainable: false },
    ];
  },
  macs: (_layer, _inputs, output) => elements(output),
  label: () => 'batch norm',
  onnx: 'BatchNormalization',
};

export const layerNorm: LayerDefinition<'layerNorm'> = {
  shape: (_layer, inputs) => only(inputs),
  weights: (_layer, inputs) => affine(only(inputs).at(-1)!),
  macs: (_layer, _inputs, output) => elements(output),
  label: () => 'layer norm',
  onnx: 'LayerNormalization',
};

export const groupNorm: LayerDefinition<'groupNorm'> = {
  shape({ groups }, inputs) {
    const shape = only(inputs);
    if (shape.length < 2) throw new Error(`takes an image or a sequence, got [${shape.join(', ')}]`);
    grouped(shape, groups);
    return shape;
  },
  weights: (_layer, inputs) => affine(only(inputs).at(-1)!),
  macs: (_layer, _inputs, output) => elements(output),
  label: ({ groups }) => `group norm, ${groups}`,
  onnx: 'GroupNormalization',
};
