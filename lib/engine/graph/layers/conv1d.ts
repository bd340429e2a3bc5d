import type { Shape } from '../../../network/network.ts';
import { batched, type LayerContext, type LayerWriter } from '../writer.ts';
import { conv2d } from './strided-pointwise.ts';

/** A sequence seen as an image of height 1. */
const asImage = (shape: Shape): Shape => [1, ...shape];

/** To see a tensor in another shape costs nothing. */
export const conv1d: LayerWriter<'conv1d'> = ({ kernel: taps, ...layer }, context) => {
  const { graph, inputs, output, variable } = context;
  const [x] = inputs;
  const kernel = variable('kernel');
  const image: LayerContext = {
    ...context,
    inputs: [{ name: graph.reshape(x!.name, batched(context, asImage(x!.shape))), shape: asImage(x!.shape) }],
    output: asImage(output),
    variable(name) {
      if (name !== 'kernel') return variable(name);
      const shape = asImage(kernel.shape);
      return { ...kernel, value: graph.reshape(kernel.value, shape), shape };
    },
  };
  const written = conv2d({ ...layer, op: 'conv2d', kernel: [1, taps] }, image);
  return {
    output: graph.reshape(written.output, batched(context, output)),
    backward(gradient, wanted) {
      const back = written.backward(graph.reshape(gradient, batched(context, asImage(output))), wanted);
      const [dx] = back.inputs;
      return {
        inputs: [dx && graph.reshape(dx, batched(context, x!.shape))],
        weights: { ...back.weights, kernel: graph.reshape(back.weights!.kernel!, kernel.shape) },
      };
    },
  };
};
