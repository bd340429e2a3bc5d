import { describe, expect, it } from 'vitest';
import { elements } from '../../lib/network/definition.ts';
import { definitionOf, layerOps, onnxOf } from '../../lib/network/layers/index.ts';
import type { ActivationName, Layer, Shape } from '../../lib/network/network.ts';

interface Facts {
  readonly layer: Layer;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly label: string;
  readonly onnx: string;
  /** Numbers in each weight. */
  readonly weights?: readonly number[];
  readonly macs?: number;
}

const window = { kernel: 3, stride: 2, bias: true };
const pixels = 4 * 3;

const images: readonly Facts[] = [
  {
    layer: { op: 'conv2d', filters: 6, ...window },
    inputs: [[7, 5, 4]],
    output: [4, 3, 6],
    label: 'conv 3x3, 6 /2',
    onnx: 'Conv',
    weights: [9 * 4 * 6, 6],
    macs: pixels * 6 * 9 * 4,
  },
  {
    layer: { op: 'conv2d', filters: 6, kernel: [1, 7], stride: 1, bias: false, dilation: 2, groups: 2 },
    inputs: [[4, 3, 4]],
    output: [4, 3, 6],
    label: 'conv 1x7 dilated 2, 6 in 2 groups',
    onnx: 'Conv',
    weights: [7 * 2 * 6],
    macs: pixels * 6 * 7 * 2,
  },
  {
    layer: { op: 'depthwiseConv2d', ...window, dilation: 2 },
    inputs: [[7, 5, 4]],
    output: [4, 3, 4],
    label: 'depthwise 3x3 dilated 2 /2',
    onnx: 'Conv',
    weights: [9 * 4, 4],
    macs: pixels * 4 * 9,
  },
  {
    layer: { op: 'transposedConv2d', filters: 6, ...window },
    inputs: [[4, 3, 4]],
    output: [8, 6, 6],
    label: 'transposed conv 3x3, 6 x2',
    onnx: 'ConvTranspose',
    weights: [9 * 6 * 4, 6],
    macs: pixels * 4 * 9 * 6,
  },
  {
    layer: { op: 'maxPool', kernel: 3, stride: 2 },
    inputs: [[7, 5, 4]],
    output: [4, 3, 4],
    label: 'max pool 3x3 /2',
    onnx: 'MaxPool',
    macs: pixels * 4 * 9,
  },
  {
    layer: { op: 'avgPool', kernel: 2, stride: 1 },
    inputs: [[4, 3, 4]],
    output: [4, 3, 4],
    label: 'average pool 2x2',
    onnx: 'AveragePool',
    macs: pixels * 4 * 4,
  },
  {
    layer: { op: 'globalAvgPool' },
    inputs: [[4, 3, 4]],
    output: [4],
    label: 'global average pool',
    onnx: 'GlobalAveragePool',
    macs: pixels * 4,
  },
  { layer: { op: 'globalMaxPool' }, inputs: [[4, 3, 4]], output: [4], label: 'global max pool', onnx: 'GlobalMaxPool' },
  {
    layer: { op: 'resize', factor: 2, method: 'bilinear' },
    inputs: [[4, 3, 4]],
    output: [8, 6, 4],
    label: 'resize x2, bilinear',
    onnx: 'Resize',
    macs: 4 * pixels * 4 * 4,
  },
  {
    layer: { op: 'resize', factor: 0.4, method: 'bilinear' },
    inputs: [[4, 3, 4]],
    output: [2, 1, 4],
    label: 'resize x0.4, bilinear',
    onnx: 'Resize',
    macs: 2 * 4 * 4,
  },
  {
    layer: { op: 'resize', factor: 3, method: 'nearest' },
    inputs: [[4, 3, 4]],
    output: [12, 9, 4],
    label: 'resize x3, nearest',
    onnx: 'Resize',
  },
  {
    layer: { op: 'pad', top: 0, bottom: 1, left: 2, right: 3 },
    inputs: [[4, 3, 4]],
    output: [5, 8, 4],
    label: 'pad 0 1 2 3',
    onnx: 'Pad',
  },
  {
    layer: { op: 'scale' },
    inputs: [[4, 3, 4], [4]],
    output: [4, 3, 4],
    label: 'scale',
    onnx: 'Mul',
    macs: pixels * 4,
  },
];

const onAnyShape: readonly Facts[] = ([[4], [5, 4], [3, 2, 4]] as const).flatMap((shape): readonly Facts[] => {
  const same = { inputs: [shape], output: shape };
  const norm = { ...same, macs: elements(shape) };
  return [
    { ...norm, layer: { op: 'batchNorm' }, label: 'batch norm', onnx: 'BatchNormalization', weights: [4, 4, 4, 4] },
    { ...norm, layer: { op: 'layerNorm' }, label: 'layer norm', onnx: 'LayerNormalization', weights: [4, 4] },
    {
      ...same,
      layer: { op: 'dense', units: 3, bias: true },
      output: [...shape.slice(0, -1), 3],
      label: 'dense, 3',
      onnx: 'MatMul+Add',
      weights: [12, 3],
      macs: elements(shape) * 3,
    },
    {
      ...same,
      layer: { op: 'slice', from: 1, size: 2 },
      output: [...shape.slice(0, -1), 2],
      label: 'channels 1 to 2',
      onnx: 'Slice',
    },
    {
      ...same,
      layer: { op: 'channelShuffle', groups: 2 },
      label: 'shuffle 2 groups',
      onnx: 'Reshape+Transpose+Reshape',
    },
    { ...same, layer: { op: 'flatten' }, output: [elements(shape)], label: 'flatten', onnx: 'Flatten' },
    {
      ...same,
      layer: { op: 'reshape', shape: [2, elements(shape) / 2] },
      output: [2, elements(shape) / 2],
      label: `reshape 2x${elements(shape) / 2}`,
      onnx: 'Reshape',
    },
    { ...same, layer: { op: 'zero' }, label: 'zero', onnx: 'Shape+ConstantOfShape' },
    { ...same, layer: { op: 'add' }, inputs: [shape, shape, shape], label: 'add', onnx: 'Sum' },
    { ...norm, layer: { op: 'multiply' }, inputs: [shape, shape], label: 'multiply', onnx: 'Mul' },
    {
      ...same,
      layer: { op: 'concat' },
      inputs: [shape, shape],
      output: [...shape.slice(0, -1), 8],
      label: 'concat',
      onnx: 'Concat',
    },
  ];
});

const sequences: readonly Facts[] = [
  {
    layer: { op: 'groupNorm', groups: 2 },
    inputs: [[5, 4]],
    output: [5, 4],
    label: 'group norm, 2',
    onnx: 'GroupNormalization',
    weights: [4, 4],
    macs: 20,
  },
  {
    layer: { op: 'concat', axis: 0 },
    inputs: [
      [5, 4],
      [3, 4],
    ],
    output: [8, 4],
    label: 'concat',
    onnx: 'Concat',
  },
];

const activations: { readonly [fn in ActivationName]: string } = {
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

const facts: readonly Facts[] = [
  ...images,
  ...onAnyShape,
  ...sequences,
  ...Object.entries(activations).map(([fn, onnx]) => ({
    layer: { op: 'activation', fn: fn as ActivationName } as const,
    inputs: [[5, 4]],
    output: [5, 4],
    label: fn,
    onnx,
  })),
];

describe('the facts of a layer', () => {
  it.each(facts)('$label on $inputs', ({ layer, inputs, output, label, onnx, weights = [], macs = 0 }) => {
    const definition = definitionOf(layer);
    expect(definition.shape(layer, inputs)).toEqual(output);
    expect(definition.weights(layer, inputs).map(({ shape }) => elements(shape))).toEqual(weights);
    expect(definition.macs(layer, inputs, output)).toBe(macs);
    expect(definition.label(layer)).toBe(label);
    expect(onnxOf(layer)).toBe(onnx);
  });
});

/** What decides how large a kernel begins. */
describe('a kernel', () => {
  const conv = { op: 'conv2d', filters: 6, kernel: 3, stride: 1, bias: false } as const;
  it.each<[string, Layer, number, number]>([
    ['of a convolution', conv, 9 * 4, 9 * 6],
    ['in groups', { ...conv, groups: 2 }, 9 * 2, 9 * 3],
    ['of one channel', { op: 'depthwiseConv2d', kernel: 5, stride: 1, bias: false }, 25, 25],
    ['transposed: a quarter of its taps', { ...conv, op: 'transposedConv2d', kernel: 4, stride: 2 }, 4 * 4, 16 * 6],
  ])('%s knows how many numbers it sums', (_, layer, fanIn, fanOut) => {
    expect(definitionOf(layer).weights(layer, [[5, 5, 4]])).toMatchObject([{ name: 'kernel', fanIn, fanOut }]);
  });
});

describe('a layer that does not fit', () => {
  const conv = { op: 'conv2d', filters: 6, ...window } as const;
  it.each<[Layer, readonly Shape[], RegExp]>([
    [{ ...conv, groups: 4 }, [[7, 5, 4]], /groups is 4.*4 input channels and 6 filters/],
    [{ ...conv, groups: 3 }, [[7, 5, 4]], /groups is 3/],
    [{ ...conv, kernel: [0, 3] }, [[7, 5, 4]], /kernel height is 0/],
    [{ ...conv, dilation: 0 }, [[7, 5, 4]], /dilation is 0/],
    [{ op: 'depthwiseConv2d', ...window, dilation: 3 }, [[7, 5, 4]], /stride is 2.*dilation of 3: 1 or 3/],
    [{ op: 'groupNorm', groups: 3 }, [[5, 4]], /groups is 3.*divides 4 channels/],
    [{ op: 'groupNorm', groups: 2 }, [[4]], /image or a sequence, got \[4\]/],
    [{ op: 'channelShuffle', groups: 3 }, [[5, 4]], /groups is 3/],
    [{ op: 'reshape', shape: [2, 3] }, [[5, 4]], /\[5, 4\] to \[2, 3\]/],
    [{ op: 'slice', from: 3, size: 2 }, [[5, 4]], /channels 3 to 4, got 4/],
    [{ op: 'slice', from: -1, size: 2 }, [[5, 4]], /from is -1/],
    [{ op: 'pad', top: 0, bottom: 0.5, left: 0, right: 0 }, [[5, 4, 1]], /bottom is 0.5/],
    [{ op: 'resize', factor: 1.5, method: 'nearest' }, [[5, 4, 1]], /factor is 1.5/],
    [{ op: 'resize', factor: 0, method: 'bilinear' }, [[5, 4, 1]], /factor is 0/],
    [{ op: 'multiply' }, [[5, 4]], /two inputs of one shape, got \[5, 4\]/],
    [{ op: 'multiply' }, [[4], [5]], /\[4\] and \[5\]/],
    [
      { op: 'concat', axis: 2 },
      [
        [5, 4],
        [5, 4],
      ],
      /axis is 2, allowed: 0 to 1/,
    ],
    [
      { op: 'concat', axis: 0 },
      [
        [5, 4],
        [5, 3],
      ],
      /\[5, 4\] and \[5, 3\] along axis 0/,
    ],
  ])('%j', (layer, inputs, message) => {
    expect(() => definitionOf(layer).shape(layer, inputs)).toThrow(message);
  });
});

it('every layer has an ONNX operator', () => {
  const missing = layerOps.filter((op) => !definitionOf({ op } as Layer).onnx);
  expect(missing).toEqual([]);
});
