import type { LayerOf } from '../../../network/definition.ts';
import { strided } from '../../../network/layers/checks.ts';
import type { LayerWriter } from '../writer.ts';
import { convolution } from './convolution.ts';
import { avgPool } from './pooling.ts';

const seesOnePixel = ({ kernel }: LayerOf<'conv2d'>) => [kernel].flat().every((size) => size === 1);

/**
 * A convolution 1x1 with a stride looks at one pixel of each; they are taken out first, by a pooling of one pixel. The
 * result is the same, and TensorFlow 2.21's own gradient of its filter writes outside of its memory on a CPU when there
 * are few channels (oneDNN; 8 channels of 120x160 end the process).
 */
export const conv2d: LayerWriter<'conv2d'> = (layer, context) => {
  const { stride } = layer;
  const [x] = context.inputs;
  if (stride === 1 || !seesOnePixel(layer)) return convolution(layer, context);
  const [height, width, channels] = x!.shape as readonly [number, number, number];
  const shape = [strided(height, stride), strided(width, stride), channels];
  const taken = avgPool({ op: 'avgPool', kernel: 1, stride }, { ...context, output: shape });
  const convolved = convolution({ ...layer, stride: 1 }, { ...context, inputs: [{ name: taken.output, shape }] });
  return {
    output: convolved.output,
    backward(gradient, wanted) {
      const { inputs, weights } = convolved.backward(gradient, wanted);
      return { inputs: inputs.map((back) => back && taken.backward(back, wanted).inputs[0]), weights: weights ?? {} };
    },
  };
};
