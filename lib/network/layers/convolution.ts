import { elements, type LayerDefinition, type WeightDefinition } from '../definition.ts';
import { image, positive, strided } from './checks.ts';
import { biasOf, kernelOf } from './kernels.ts';

/** Height and width of a kernel. */
export const sides = (kernel: number | readonly [number, number]): readonly [number, number] =>
  typeof kernel === 'number' ? [kernel, kernel] : kernel;

const stepText = (stride: number) => (stride > 1 ? ` /${stride}` : '');
const dilationText = (dilation = 1) => (dilation > 1 ? ` dilated ${dilation}` : '');

export const conv2d: LayerDefinition<'conv2d'> = {
  shape({ filters, kernel, stride, dilation = 1, groups = 1 }, inputs) {
    const [kernelHeight, kernelWidth] = sides(kernel);
    positive({ filters, 'kernel height': kernelHeight, 'kernel width': kernelWidth, stride, dilation, groups });
    const [height, width, channels] = image(inputs);
    if (channels % groups !== 0 || filters % groups !== 0) {
      throw new Error(`groups is ${groups}, allowed: what divides ${channels} input channels and ${filters} filters`);
    }
    return [strided(height, stride), strided(width, stride), filters];
  },
  weights({ filters, kernel, bias, groups = 1, focalPrior }, inputs) {
    const [height, width] = sides(kernel);
    const channels = image(inputs)[2] / groups;
    const taps = height * width;
    const fans = { fanIn: taps * channels, fanOut: (taps * filters) / groups };
    return [kernelOf([height, width, channels, filters], 'heNormal', fans), ...biasOf(bias, filters, focalPrior)];
  },
  macs({ kernel, groups = 1 }, inputs, output) {
    const [height, width] = sides(kernel);
    return (elements(output) * height * width * image(inputs)[2]) / groups;
  },
  label({ kernel, filters, stride, dilation, groups = 1 }) {
    const grouped = groups > 1 ? ` in ${groups} groups` : '';
    return `conv ${sides(kernel).join('x')}${dilationText(dilation)}, ${filters}${grouped}${stepText(stride)}`;
  },
  onnx: 'Conv',
};

export const depthwiseConv2d: LayerDefinition<'depthwiseConv2d'> = {
  shape({ kernel, stride, dilation = 1 }, inputs) {
    positive({ kernel, stride, dilation });
    if (dilation > 1 && stride > 1 && stride !== dilation) {
      throw new Error(`stride is ${stride}, allowed with a dilation of ${dilation}: 1 or ${dilation}`);
    }
    const [height, width, channels] = image(inputs);
    return [strided(height, stride), strided(width, stride), channels];
  },
  weights({ kernel, bias }, inputs): WeightDefinition[] {
    const [, , channels] = image(inputs);
    const fan = kernel * kernel;
    return [
      kernelOf([kernel, kernel, channels, 1], 'heNormal', { fanIn: fan, fanOut: fan }),
      ...biasOf(bias, channels),
    ];
  },
  macs: ({ kernel }, _inputs, output) => elements(output) * kernel * kernel,
  label: ({ kernel, stride, dilation }) => `depthwise ${kernel}x${kernel}${dilationText(dilation)}${stepText(stride)}`,
  onnx: 'Conv',
};

export const transposedConv2d: LayerDefinition<'transposedConv2d'> = {
  shape({ filters, kernel, stride }, inputs) {
    positive({ filters, kernel, stride });
    const [height, width] = image(inputs);
    return [height * stride, width * stride, filters];
  },
  /** An output sees one of `stride` taps along each axis. */
  weights({ filters, kernel, stride, bias }, inputs) {
    const [, , channels] = image(inputs);
    const taps = kernel * kernel;
    const fans = { fanIn: (taps * channels) / stride ** 2, fanOut: taps * filters };
    return [kernelOf([kernel, kernel, filters, channels], 'heNormal', fans), ...biasOf(bias, filters)];
  },
  macs: ({ kernel, filters }, inputs) => elements(inputs[0]!) * kernel * kernel * filters,
  label: ({ kernel, filters, stride }) =>
    `transposed conv ${kernel}x${kernel}, ${filters}${stride > 1 ? ` x${stride}` : ''}`,
  onnx: 'ConvTranspose',
};
