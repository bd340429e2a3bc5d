import { LUMA } from '../../../augment/rand-augment.ts';
import { attr } from '../../proto.ts';
import { constant, int32, repeated } from '../tensors.ts';
import type { OperationContext, OperationWriter } from './operation.ts';

// PIL's ImageEnhance: https://pillow.readthedocs.io/en/stable/reference/ImageEnhance.html

export const brightness: OperationWriter = (context) => blend(context, context.graph.scalar(0));

export const color: OperationWriter = (context) => blend(context, grey(context, context.shape[2]));

/** Against the mean of the grey image, rounded. */
export const contrast: OperationWriter = (context) => {
  const { graph, shape } = context;
  const sum = graph.float('Sum', [grey(context, 1), graph.ints([1, 2, 3])], {
    Tidx: int32,
    keep_dims: attr.bool(true),
  });
  const pixels = shape[0] * shape[1];
  return blend(context, rounded(context, graph.float('Mul', [sum, graph.scalar(1 / pixels)])));
};

/** Against PIL's SMOOTH filter, which leaves the outermost pixels alone. */
export const sharpness: OperationWriter = (context) => {
  const { graph, images, shape } = context;
  const [height, width, channels] = shape;
  const kernel = constant(graph, [3, 3, channels, 1], repeated(Float32Array.of(1, 1, 1, 1, 5, 1, 1, 1, 1), channels));
  const sums = graph.float('DepthwiseConv2dNative', [images, kernel], {
    strides: attr.ints([1, 1, 1, 1]),
    dilations: attr.ints([1, 1, 1, 1]),
    padding: attr.text('SAME'),
    explicit_paddings: attr.ints([]),
    data_format: attr.text('NHWC'),
  });
  const smooth = rounded(context, graph.float('Mul', [sums, graph.scalar(1 / 13)]));
  const inner = Float32Array.from({ length: height * width }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    return row > 0 && row < height - 1 && column > 0 && column < width - 1 ? 1 : 0;
  });
  const share = constant(graph, shape, repeated(inner, channels));
  const change = graph.float('Mul', [share, graph.float('Sub', [smooth, images])]);
  return blend(context, graph.float('AddV2', [images, change]));
};

/** base + amount (image - base), cut off to bytes. */
function blend({ graph, images, amounts }: OperationContext, base: string): string {
  const change = graph.float('Mul', [amounts, graph.float('Sub', [images, base])]);
  const blended = graph.float('AddV2', [base, change]);
  return graph.float('Floor', [graph.float('ClipByValue', [blended, graph.scalar(0), graph.scalar(255)])]);
}

/**
 * `[n, height, width, copies]`: the image without colours, as several channels, so that it needs no broadcasting, which is
 * slow. Sums are exact but for a GPU's TF32, which may miss a level by one.
 */
function grey({ graph, images, shape }: OperationContext, copies: number): string {
  const [height, width, channels] = shape;
  if (channels === 1) return images;
  const weights = constant(graph, [channels, copies], repeated(Float32Array.from(LUMA), copies));
  const sums = graph.float('MatMul', [graph.reshape(images, [-1, channels]), weights], {
    transpose_a: attr.bool(false),
    transpose_b: attr.bool(false),
  });
  const shifted = graph.float('AddV2', [graph.reshape(sums, [-1, height, width, copies]), graph.scalar(2 ** 15)]);
  return graph.float('Floor', [graph.float('Mul', [shifted, graph.scalar(2 ** -16)])]);
}

function rounded({ graph }: OperationContext, values: string): string {
  return graph.float('Floor', [graph.float('AddV2', [values, graph.scalar(0.5)])]);
}
