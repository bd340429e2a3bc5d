import type { LayerDefinition } from '../definition.ts';
import { masked, positive } from './checks.ts';
import { biasOf, kernelOf } from './kernels.ts';

export const attention: LayerDefinition<'attention'> = {
  shape({ heads, size }, inputs) {
    positive({ heads, size });
    return masked(inputs);
  },
  /** `kernel` holds the projections of queries, keys and values side by side, each `[channels, heads x size]`. */
  weights({ heads, size }, inputs) {
    const [, channels] = masked(inputs);
    const width = heads * size;
    const [output, outputBias] = [
      kernelOf([width, channels], 'glorotUniform', { fanIn: width, fanOut: channels }),
      ...biasOf(true, channels),
    ] as const;
    return [
      kernelOf([channels, 3 * width], 'glorotUniform', { fanIn: channels, fanOut: width }),
      ...biasOf(true, 3 * width),
      { ...output, name: 'outputKernel' },
      { ...outputBias!, name: 'outputBias' },
    ];
  },
  /** Four projections; scores and their weighted sums. */
  macs({ heads, size }, inputs) {
    const [length, channels] = masked(inputs);
    return heads * size * length * (4 * channels + 2 * length);
  },
  label: ({ heads, size, causal }) => `${causal ? 'causal ' : ''}attention, ${heads} x ${size}`,
  onnx: 'MatMul+Add+MatMul+Add+Softmax+MatMul+MatMul+Add',
};
