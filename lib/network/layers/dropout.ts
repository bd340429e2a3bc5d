import type { LayerDefinition } from '../definition.ts';
import { only, sequence } from './checks.ts';

export const dropout: LayerDefinition<'dropout'> = {
  shape: ({ of }, inputs) => (of === 'tokens' ? sequence(inputs) : only(inputs)),
  weights: () => [],
  macs: () => 0,
  label: ({ of }) => `dropout of ${of}`,
  onnx: 'Identity',
};

export const dropPath: LayerDefinition<'dropPath'> = {
  shape({ share }, inputs) {
    if (!(share >= 0 && share <= 1)) throw new Error(`share is ${share}, allowed: 0 to 1`);
    return only(inputs);
  },
  weights: () => [],
  macs: () => 0,
  label: () => 'drop path',
  onnx: 'Identity',
};
