import { elements, type LayerDefinition } from '../definition.ts';
import { masked } from './checks.ts';

export const sequencePool: LayerDefinition<'sequencePool'> = {
  shape: (_layer, inputs) => [masked(inputs)[1]],
  weights: () => [],
  macs: ({ mode }, inputs) => (mode === 'mean' ? elements(inputs[0]!) : 0),
  label: ({ mode }) => `${mode} over tokens`,
  onnx: ({ mode }) => (mode === 'mean' ? 'Mul+ReduceSum+Div' : 'Where+ReduceMax'),
};
