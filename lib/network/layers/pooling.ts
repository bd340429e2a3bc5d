import { elements, type LayerDefinition } from '../definition.ts';
import { image, positive, strided } from './checks.ts';

const pool = (name: string, onnx: string): LayerDefinition<'maxPool'> & LayerDefinition<'avgPool'> => ({
  shape({ kernel, stride }, inputs) {
    positive({ kernel, stride });
    const [height, width, channels] = image(inputs);
    return [strided(height, stride), strided(width, stride), channels];
  },
  weights: () => [],
  macs: ({ kernel }, _inputs, output) => elements(output) * kernel * kernel,
  label: ({ kernel, stride }) => `${name} pool ${kernel}x${kernel}${stride > 1 ? ` /${stride}` : ''}`,
  onnx,
});

export const maxPool = pool('max', 'MaxPool');
export const avgPool = pool('average', 'AveragePool');

export const globalAvgPool: LayerDefinition<'globalAvgPool'> = {
  shape: (_layer, inputs) => [image(inputs)[2]],
  weights: () => [],
  macs: (_layer, inputs) => elements(inputs[0]!),
  label: () => 'global average pool',
  onnx: 'GlobalAveragePool',
};

export const globalMaxPool: LayerDefinition<'globalMaxPool'> = {
  shape: (_layer, inputs) => [image(inputs)[2]],
  weights: () => [],
  macs: () => 0,
  label: () => 'global max pool',
  onnx: 'GlobalMaxPool',
};
