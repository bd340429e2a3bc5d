import { attr } from '../proto.ts';
import type { LayerWriter, WrittenLayer } from '../writer.ts';
import { withBias } from './convolution.ts';
import { onView } from './view.ts';

/** A product of matrices, whatever the shape: all axes but the last are rows. */
export const dense: LayerWriter<'dense'> = ({ bias }, context) => {
  const { graph, inputs, variable } = context;
  const kernel = variable('kernel');
  const multiply = (a: string, b: string, transposeA: boolean, transposeB: boolean) =>
    graph.float('MatMul', [a, b], { transpose_a: attr.bool(transposeA), transpose_b: attr.bool(transposeB) });
  return onView(context, [-1, inputs[0]!.shape.at(-1)!], (x) => {
    const linear: WrittenLayer = {
      output: multiply(x, kernel.value, false, false),
      backward: (gradient, [wanted]) => ({
        inputs: [wanted ? multiply(gradient, kernel.value, false, true) : undefined],
        weights: { kernel: multiply(x, gradient, true, false) },
      }),
    };
    return withBias(linear, bias, context);
  });
};
