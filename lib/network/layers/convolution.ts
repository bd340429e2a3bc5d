import { elements, type LayerDefinition, type WeightDefinition } from '../definition.ts';
import { image, positive, strided } from './checks.ts';

const bias = (size: number): WeightDefinition => ({
  name: 'bias',
  shape: [size],
  initialiser: 'zeros',
  fanIn: size,
  fanOut: size,
  trainable: true,
  decay: false,
});

export const conv2d: LayerDefinition<'conv2d'> = {
  shape({ filters, kernel, stride }, inputs) {
    positive({ filters, kernel, stride });
    const [height, width] = image(inputs);
    return [strided(height, stride), strided(width, stride), filters];
  },
  weights({ filters, kernel, bias: hasBias }, inputs) {
    const [, , channels] = image(inputs);
    const fanIn = kernel * kernel * channels;
    const weight = {
      name: 'kernel',
      shape: [kernel, kernel, channels, filters],
      fanIn,
      fanOut: kernel * kernel * filters,
    };
    return [{ ...weight, initialiser: 'heNormal', trainable: true, decay: true }, ...(hasBias ? [bias(filters)] : [])];
  },
  macs: ({ kernel }, inputs, output) => elements(output) * kernel * kernel * image(inputs)[2],
  label: ({ kernel, filters, stride }) => `conv ${kernel}x${kernel}, ${filters}${stride > 1 ? ` /${stride}` : ''}`,
};

export const depthwiseConv2d: LayerDefinition<'depthwiseConv2d'> = {
  shape({ kernel, stride }, inputs) {
    positive({ kernel, stride });
    const [height, width, channels] = image(inputs);
    return [strided(height, stride), strided(width, stride), channels];
  },
  weights({ kernel, bias: hasBias }, inputs) {
    const [, , channels] = image(inputs);
    const fan = kernel * kernel;
    const weight = { name: 'kernel', shape: [kernel, kernel, channels, 1], fanIn: fan, fanOut: fan };
    return [{ ...weight, initialiser: 'heNormal', trainable: true, decay: true }, ...(hasBias ? [bias(channels)] : [])];
  },
  macs: ({ kernel }, _inputs, output) => elements(output) * kernel * kernel,
  label: ({ kernel, stride }) => `depthwise ${kernel}x${kernel}${stride > 1 ? ` /${stride}` : ''}`,
};

export const dense: LayerDefinition<'dense'> = {
  shape({ units }, inputs) {
    positive({ units });
    if (inputs.length !== 1 || inputs[0]!.length !== 1) throw new Error('takes one input of shape [features]');
    return [units];
  },
  weights({ units, bias: hasBias }, inputs) {
    const features = inputs[0]![0]!;
    const weight = { name: 'kernel', shape: [features, units], fanIn: features, fanOut: units };
    return [
      { ...weight, initialiser: 'glorotUniform', trainable: true, decay: true },
      ...(hasBias ? [bias(units)] : []),
    ];
  },
  macs: ({ units }, inputs) => units * inputs[0]![0]!,
  label: ({ units }) => `dense, ${units}`,
};
