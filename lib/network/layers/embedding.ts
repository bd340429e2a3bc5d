import type { LayerDefinition, WeightDefinition } from '../definition.ts';
import { positive, sequence, tokens } from './checks.ts';

/** Weight decay would draw the vectors of rare tokens to zero between their appearances. */
const table = (name: string, rows: number, size: number): WeightDefinition => ({
  name,
  shape: [rows, size],
  initialiser: 'smallUniform',
  fanIn: rows,
  fanOut: size,
  trainable: true,
  decay: false,
});

export const embedding: LayerDefinition<'embedding'> = {
  shape({ vocabulary, size }, inputs) {
    positive({ vocabulary, size });
    return [tokens(inputs), size];
  },
  weights: ({ vocabulary, size }) => [table('embeddings', vocabulary, size)],
  macs: () => 0,
  label: ({ vocabulary, size }) => `embedding ${vocabulary}, ${size}`,
  onnx: 'Cast+Gather',
};

export const positions: LayerDefinition<'positions'> = {
  shape: (_layer, inputs) => sequence(inputs),
  weights: (_layer, inputs) => [table('positions', ...sequence(inputs))],
  macs: () => 0,
  label: () => 'positions',
  onnx: 'Add',
};

export const mask: LayerDefinition<'mask'> = {
  shape: (_layer, inputs) => [tokens(inputs)],
  weights: () => [],
  macs: () => 0,
  label: () => 'mask',
  onnx: 'Clip',
};
