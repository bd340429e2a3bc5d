import { attr } from '../proto.ts';
import { batched, type LayerContext, type LayerWriter, type WrittenLayer } from '../writer.ts';

/** Attributes of 2-D convolutions: NHWC, padding `same`. */
export function windowAttributes(stride: number) {
  return {
    strides: attr.ints([1, stride, stride, 1]),
    padding: attr.text('SAME'),
    data_format: attr.text('NHWC'),
  };
}

const NO_DILATION = { dilations: attr.ints([1, 1, 1, 1]), explicit_paddings: attr.ints([]) };

/** Adds the bias, if there is one, and its gradient. */
function withBias(linear: WrittenLayer, bias: boolean, { graph, variable }: LayerContext): WrittenLayer {
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

export const conv2d: LayerWriter<'conv2d'> = ({ stride, bias }, context) => {
  const { graph, inputs, variable } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const attributes = { ...windowAttributes(stride), ...NO_DILATION, use_cudnn_on_gpu: attr.bool(true) };
  const linear: WrittenLayer = {
    output: graph.float('Conv2D', [x!.name, kernel.value], attributes),
    backward(gradient, [wanted]) {
      const size = graph.ints(kernel.shape);
      return {
        inputs: [
          wanted
            ? graph.float(
                'Conv2DBackpropInput',
                [graph.ints(batched(context, x!.shape)), kernel.value, gradient],
                attributes,
              )
            : undefined,
        ],
        weights: { kernel: graph.float('Conv2DBackpropFilter', [x!.name, size, gradient], attributes) },
      };
    },
  };
  return withBias(linear, bias, context);
};

export const depthwiseConv2d: LayerWriter<'depthwiseConv2d'> = ({ stride, bias }, context) => {
  const { graph, inputs, variable } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const attributes = { ...windowAttributes(stride), ...NO_DILATION };
  const linear: WrittenLayer = {
    output: graph.float('DepthwiseConv2dNative', [x!.name, kernel.value], attributes),
    backward(gradient, [wanted]) {
      const sizes = graph.ints(batched(context, x!.shape));
      return {
        inputs: [
          wanted
            ? graph.float('DepthwiseConv2dNativeBackpropInput', [sizes, kernel.value, gradient], attributes)
            : undefined,
        ],
        weights: {
          kernel: graph.float(
            'DepthwiseConv2dNativeBackpropFilter',
            [x!.name, graph.ints(kernel.shape), gradient],
            attributes,
          ),
        },
      };
    },
  };
  return withBias(linear, bias, context);
};

export const dense: LayerWriter<'dense'> = ({ bias }, context) => {
  const { graph, inputs, variable } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const multiply = (a: string, b: string, transposeA: boolean, transposeB: boolean) =>
    graph.float('MatMul', [a, b], { transpose_a: attr.bool(transposeA), transpose_b: attr.bool(transposeB) });
  const linear: WrittenLayer = {
    output: multiply(x!.name, kernel.value, false, false),
    backward: (gradient, [wanted]) => ({
      inputs: [wanted ? multiply(gradient, kernel.value, false, true) : undefined],
      weights: { kernel: multiply(x!.name, gradient, true, false) },
    }),
  };
  return withBias(linear, bias, context);
};
