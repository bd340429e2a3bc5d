import type { Batch } from '../batch.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import type { LossWriter } from './loss.ts';

/** Softmax cross entropy. With smoothing s, targets are (1 - s) target + s / classes. */
export const writeClassificationLoss: LossWriter = ({ graph, output, smoothing }, logits, { labels, targets }) => {
  const classes = output[0]!;
  if (!targets && smoothing === 0) {
    const op = graph.float('SparseSoftmaxCrossEntropyWithLogits', [logits, labels], {
      Tlabels: attr.type(DataType.int32),
    });
    return { losses: op, gradients: `${op}:1` };
  }
  const smoothed = targets ? smooth(graph, targets, classes, smoothing) : oneHot(graph, labels, classes, smoothing);
  const op = graph.float('SoftmaxCrossEntropyWithLogits', [logits, smoothed]);
  return { losses: op, gradients: `${op}:1` };
};

function oneHot(graph: GraphBuilder, labels: string, classes: number, smoothing: number): string {
  const off = smoothing / classes;
  const values = [graph.scalar(1 - smoothing + off), graph.scalar(off)];
  return graph.float('OneHot', [labels, graph.int(classes), ...values], {
    TI: attr.type(DataType.int32),
    axis: attr.int(-1),
  });
}

function smooth(graph: GraphBuilder, targets: string, classes: number, smoothing: number): string {
  if (smoothing === 0) return targets;
  const scaled = graph.float('Mul', [targets, graph.scalar(1 - smoothing)]);
  return graph.float('AddV2', [scaled, graph.scalar(smoothing / classes)]);
}

/** How many examples have their label, or the largest of their targets, as the largest logit; a float. */
export function writeCorrect(graph: GraphBuilder, logits: string, { labels, targets }: Batch): string {
  const expected = targets ? largest(graph, targets) : labels;
  const equal = graph.op('Equal', [largest(graph, logits), expected], {
    T: attr.type(DataType.int32),
    incompatible_shape_error: attr.bool(true),
  });
  return graph.reduce('Sum', graph.cast(equal, DataType.bool, DataType.float), [0]);
}

const largest = (graph: GraphBuilder, rows: string) =>
  graph.float('ArgMax', [rows, graph.int(1)], {
    Tidx: attr.type(DataType.int32),
    output_type: attr.type(DataType.int32),
  });
