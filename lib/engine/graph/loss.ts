import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';

export interface Loss {
  /** Loss of each example. */
  readonly losses: string;
  /** Gradient of each example's loss with respect to its logits. */
  readonly gradients: string;
}

/** Softmax cross entropy; labels are int32 class numbers. With smoothing, targets are (1 - s) onehot + s / classes. */
export function writeLoss(
  graph: GraphBuilder,
  logits: string,
  labels: string,
  classes: number,
  smoothing: number,
): Loss {
  if (smoothing === 0) {
    const op = graph.float('SparseSoftmaxCrossEntropyWithLogits', [logits, labels], {
      Tlabels: attr.type(DataType.int32),
    });
    return { losses: op, gradients: `${op}:1` };
  }
  const off = smoothing / classes;
  const targets = graph.float(
    'OneHot',
    [labels, graph.int(classes), graph.scalar(1 - smoothing + off), graph.scalar(off)],
    {
      TI: attr.type(DataType.int32),
      axis: attr.int(-1),
    },
  );
  const op = graph.float('SoftmaxCrossEntropyWithLogits', [logits, targets]);
  return { losses: op, gradients: `${op}:1` };
}

/** How many examples have their label as the largest logit, as a float. */
export function writeCorrect(graph: GraphBuilder, logits: string, labels: string): string {
  const predicted = graph.float('ArgMax', [logits, graph.int(1)], {
    Tidx: attr.type(DataType.int32),
    output_type: attr.type(DataType.int32),
  });
  const equal = graph.op('Equal', [predicted, labels], {
    T: attr.type(DataType.int32),
    incompatible_shape_error: attr.bool(true),
  });
  return graph.reduce('Sum', graph.cast(equal, DataType.bool, DataType.float), [0]);
}
