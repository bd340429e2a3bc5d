import { batched, type LayerContext, type LayerWriter, type WrittenLayer } from '../writer.ts';
import { convolutionAttributes, windowAttributes, withBias } from './convolution.ts';
import { phasesOf } from './phases.ts';

export const depthwiseConv2d: LayerWriter<'depthwiseConv2d'> = (layer, context) => {
  const { kernel, dilation = 1, bias, stride } = layer;
  const [x] = context.inputs;
  const linear =
    dilation === 1 || kernel === 1
      ? convolve(context, x!.name, batched(context, x!.shape), windowAttributes(stride))
      : dilated({ kernel, dilation, stride }, context);
  return withBias(linear, bias, context);
};

/** @param sizes of the images */
function convolve(
  { graph, variable }: LayerContext,
  images: string,
  sizes: readonly number[],
  window: ReturnType<typeof windowAttributes>,
): WrittenLayer {
  const kernel = variable('kernel');
  const attributes = { ...window, ...convolutionAttributes() };
  return {
    output: graph.float('DepthwiseConv2dNative', [images, kernel.value], attributes),
    backward: (gradient, [wanted]) => ({
      inputs: [
        wanted
          ? graph.float('DepthwiseConv2dNativeBackpropInput', [graph.ints(sizes), kernel.value, gradient], attributes)
          : undefined,
      ],
      weights: {
        kernel: graph.float(
          'DepthwiseConv2dNativeBackpropFilter',
          [images, graph.ints(kernel.shape), gradient],
          attributes,
        ),
      },
    }),
  };
}

/** TensorFlow's own gradients leave the dilation out without a word, so the images are dealt out instead. */
function dilated(window: { kernel: number; dilation: number; stride: number }, context: LayerContext): WrittenLayer {
  const phases = phasesOf(window, context);
  const convolved = convolve(context, phases.images, phases.sizes, windowAttributes(1, 'VALID'));
  return {
    output: phases.join(convolved.output),
    backward(gradient, wanted) {
      const { inputs, weights } = convolved.backward(phases.joinGradient(gradient), wanted);
      return { inputs: [inputs[0] && phases.dealGradient(inputs[0])], weights: weights! };
    },
  };
}
