import { elements, type LayerDefinition } from '../definition.ts';
import { positive, sequence, strided } from './checks.ts';
import { biasOf, kernelOf } from './kernels.ts';

export const conv1d: LayerDefinition<'conv1d'> = {
  shape({ filters, kernel, stride, dilation = 1 }, inputs) {
    positive({ filters, kernel, stride, dilation });
    if (stride > 1 && dilation > 1) throw new Error(`stride is ${stride}, allowed with a dilation of ${dilation}: 1`);
    return [strided(sequence(inputs)[0], stride), filters];
  },
  weights({ filters, kernel, bias }, inputs) {
    const [, channels] = sequence(inputs);
    const fans = { fanIn: kernel * channels, fanOut: kernel * filters };
    return [kernelOf([kernel, channels, filters], 'heNormal', fans), ...biasOf(bias, filters)];
  },
  macs: ({ kernel }, inputs, output) => elements(output) * kernel * sequence(inputs)[1],
  label({ kernel, filters, stride, dilation = 1 }) {
    return `conv ${kernel}${dilation > 1 ? ` dilated ${dilation}` : ''}, ${filters}${stride > 1 ? ` /${stride}` : ''}`;
  },
  onnx: 'Conv',
};
