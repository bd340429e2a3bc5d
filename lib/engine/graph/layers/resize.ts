import { attr } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';
import { windowAttributes } from './convolution.ts';

const CENTRES = { align_corners: attr.bool(false), half_pixel_centers: attr.bool(true) };

/** https://www.tensorflow.org/api_docs/python/tf/image/resize */
export const resize: LayerWriter<'resize'> = ({ factor, method }, { graph, inputs, output }) => {
  const [x] = inputs;
  const size = graph.ints(output.slice(0, 2));
  if (method === 'bilinear') {
    return {
      output: graph.float('ResizeBilinear', [x!.name, size], CENTRES),
      backward: (gradient) => ({ inputs: [graph.float('ResizeBilinearGrad', [gradient, x!.name], CENTRES)] }),
    };
  }
  return {
    output: graph.float('ResizeNearestNeighbor', [x!.name, size], CENTRES),
    /** The sum over a pixel's copies, as a mean: four times faster than the operation's own gradient. */
    backward(gradient) {
      const window = { ...windowAttributes(factor, 'VALID'), ksize: attr.ints([1, factor, factor, 1]) };
      const mean = graph.float('AvgPool', [gradient], window);
      return { inputs: [graph.float('Mul', [mean, graph.scalar(factor ** 2)])] };
    },
  };
};
