import { elements, type LayerDefinition } from '../definition.ts';
import { image, only } from './checks.ts';

/** Momentum, epsilon: network.ts. Works over the last axis. */
export const batchNorm: LayerDefinition<'batchNorm'> = {
  shape: (_layer, inputs) => [...image(inputs)],
  weights(_layer, inputs) {
    const channels = image(inputs)[2];
    const weight = { shape: [channels], fanIn: channels, fanOut: channels, decay: false };
    return [
      { ...weight, name: 'gamma', initialiser: 'ones', trainable: true },
      { ...weight, name: 'beta', initialiser: 'zeros', trainable: true },
      { ...weight, name: 'mean', initialiser: 'zeros', trainable: false },
      { ...weight, name: 'variance', initialiser: 'ones', trainable: false },
    ];
  },
  macs: (_layer, _inputs, output) => elements(output),
  label: () => 'batch norm',
};

export const activation: LayerDefinition<'activation'> = {
  shape: (_layer, inputs) => only(inputs),
  weights: () => [],
  macs: () => 0,
  label: ({ fn }) => fn,
};

export const flatten: LayerDefinition<'flatten'> = {
  shape: (_layer, inputs) => [elements(only(inputs))],
  weights: () => [],
  macs: () => 0,
  label: () => 'flatten',
};

export const zero: LayerDefinition<'zero'> = {
  shape: (_layer, inputs) => only(inputs),
  weights: () => [],
  macs: () => 0,
  label: () => 'zero',
};
