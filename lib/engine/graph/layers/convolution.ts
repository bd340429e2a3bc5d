import { attr } from '../proto.ts';
import { batched, type LayerContext, type LayerWriter, type WrittenLayer } from '../writer.ts';

/** Attributes of 2-D windows: NHWC, padding `same` unless said otherwise. */
export function windowAttributes(stride: number, padding: 'SAME' | 'VALID' = 'SAME') {
  return {
    strides: attr.ints([1, stride, stride, 1]),
    padding: attr.text(padding),
    data_format: attr.text('NHWC'),
  };
}

/** What convolutions have beside. */
export const convolutionAttributes = (dilation = 1) => ({
  dilations: attr.ints([1, dilation, dilation, 1]),
  explicit_paddings: attr.ints([]),
});

/** Adds the bias, if there is one, and its gradient. */
export function withBias(linear: WrittenLayer, bias: boolean, { graph, variable }: LayerContext): WrittenLayer {
  if (!bias) return linear;
  const layout = { data_format: attr.text('NHWC') };
  return {
    output: graph.float('BiasAdd', [linear.output, variable('bias').value], layout),
    backward(gradient, wanted) {
      const { inputs, weights } = linear.backward(gradient, wanted);
      return { inputs, weights: { ...weights, bias: graph.float('BiasAddGrad', [gradient], layout) } };
    },
  };
}

/**
 * TensorFlow's own operations know dilation and, by the kernel's shape, groups; on a CPU their gradients need oneDNN
 * (`loadTensorFlow` turns it on), which has them in float32 only on most CPUs.
 */
export const convolution: LayerWriter<'conv2d'> = ({ stride, bias, dilation = 1, groups = 1 }, context) => {
  const { graph, inputs, variable } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const attributes = {
    ...windowAttributes(stride),
    ...convolutionAttributes(dilation),
    use_cudnn_on_gpu: attr.bool(true),
  };
  const isPlain = dilation === 1 && groups === 1;
  const convolve = (op: 'Conv2D' | 'Conv2DBackpropInput' | 'Conv2DBackpropFilter', operands: readonly string[]) =>
    isPlain
      ? graph.float(op, operands, attributes)
      : graph.narrowly(false, () => graph.float(op, operands, attributes));
  const linear: WrittenLayer = {
    output: convolve('Conv2D', [x!.name, kernel.value]),
    backward(gradient, [wanted]) {
      const imageSize = wanted ? graph.ints(batched(context, x!.shape)) : undefined;
      const kernelSize = graph.ints(kernel.shape);
      return {
        inputs: [imageSize && convolve('Conv2DBackpropInput', [imageSize, kernel.value, gradient])],
        weights: { kernel: convolve('Conv2DBackpropFilter', [x!.name, kernelSize, gradient]) },
      };
    },
  };
  return withBias(linear, bias, context);
};

/**
 * What a convolution's input gets back from its output, as a layer forwards: height and width of the result are given
 * without the batch, which may be any number.
 */
export const transposedConv2d: LayerWriter<'transposedConv2d'> = ({ kernel: taps, stride, bias }, context) => {
  const { graph, inputs, variable, output } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const withStride = (by: number) => ({
    ...windowAttributes(by),
    ...convolutionAttributes(),
    use_cudnn_on_gpu: attr.bool(true),
  });
  const attributes = withStride(stride);
  // One tap sees one pixel of each: TensorFlow's gradient of such a filter is not to be trusted (strided-pointwise.ts).
  const takenFirst = taps === 1 && stride > 1;
  const pixel = { ...windowAttributes(stride), ksize: attr.ints([1, 1, 1, 1]) };
  const size = graph.ints(output.slice(0, 2));
  const linear: WrittenLayer = {
    output: graph.float('Conv2DBackpropInput', [size, kernel.value, x!.name], attributes),
    backward(gradient, [wanted]) {
      const seen = takenFirst ? graph.float('AvgPool', [gradient], pixel) : gradient;
      const window = takenFirst ? withStride(1) : attributes;
      return {
        inputs: [wanted ? graph.float('Conv2D', [seen, kernel.value], window) : undefined],
        weights: { kernel: graph.float('Conv2DBackpropFilter', [seen, graph.ints(kernel.shape), x!.name], window) },
      };
    },
  };
  return withBias(linear, bias, context);
};
