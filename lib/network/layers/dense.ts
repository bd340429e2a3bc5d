import { elements, type LayerDefinition } from '../definition.ts';
import { only, positive } from './checks.ts';
import { biasOf, kernelOf } from './kernels.ts';

export const dense: LayerDefinition<'dense'> = {
  shape({ units }, inputs) {
    positive({ units });
    return [...only(inputs).slice(0, -1), units];
  },
  weights({ units, bias, focalPrior }, inputs) {
    const features = only(inputs).at(-1)!;
    const fans = { fanIn: features, fanOut: units };
    return [kernelOf([features, units], 'glorotUniform', fans), ...biasOf(bias, units, focalPrior)];
  },
  macs: (_layer, inputs, output) => elements(output) * inputs[0]!.at(-1)!,
  label: ({ units }) => `dense, ${units}`,
  onnx: ({ bias }) => (bias ? 'MatMul+Add' : 'MatMul'),
};
