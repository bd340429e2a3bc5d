import type { LayerDefinition } from '../definition.ts';
import type { ActivationName } from '../network.ts';
import { only } from './checks.ts';

const ONNX: Readonly<Record<ActivationName, string>> = {
  relu: 'Relu',
  relu6: 'Clip',
  leakyRelu: 'LeakyRelu',
  elu: 'Elu',
  selu: 'Selu',
  swish: 'Sigmoid+Mul',
  hardSwish: 'HardSwish',
  gelu: 'Gelu',
  mish: 'Mish',
  softplus: 'Softplus',
  sigmoid: 'Sigmoid',
  hardSigmoid: 'HardSigmoid',
  tanh: 'Tanh',
  softmax: 'Softmax',
};

export const activation: LayerDefinition<'activation'> = {
  shape({ fn }, inputs) {
    if (!Object.hasOwn(ONNX, fn)) throw new Error(`fn is ${fn}, allowed: ${Object.keys(ONNX).join(', ')}`);
    return only(inputs);
  },
  weights: () => [],
  macs: () => 0,
  label: ({ fn }) => fn,
  onnx: ({ fn }) => ONNX[fn],
};

export const zero: LayerDefinition<'zero'> = {
  shape: (_layer, inputs) => only(inputs),
  weights: () => [],
  macs: () => 0,
  label: () => 'zero',
  onnx: 'Shape+ConstantOfShape',
};
