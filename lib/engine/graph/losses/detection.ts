import { LEAST_CENTRENESS } from '../../detection/distances.ts';
import { headOf } from '../../detection/head.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import { writeFocalLoss } from './detection/focal.ts';
import { writeGiouLoss } from './detection/giou.ts';
import { concat, expand, sizeOf } from './detection/ops.ts';
import { writeTargets } from './detection/targets.ts';
import type { LossWriter } from './loss.ts';

/** FCOS' loss, as layers/losses/detection.ts works it out. Boxes are assigned inside of the graph: augmentation moves them. */
export const writeDetectionLoss: LossWriter = ({ graph, network, output }, outputs, { labels }) => {
  const head = headOf(network, output);
  const targets = writeTargets(graph, labels, head);
  const [logs, centreLogits, classLogits] = split(graph, outputs, [4, 1, head.classes]) as [string, string, string];
  const classes = writeFocalLoss(graph, classLogits, targets.classes);
  const regression = writeGiouLoss(graph, logs, targets.distances);
  const centre = graph.float('Squeeze', [centreLogits], { squeeze_dims: attr.ints([2]) });

  const count = graph.cast(sizeOf(graph, outputs, 0), DataType.int32, DataType.float);
  const sum = (tensor: string) => graph.reduce('Sum', tensor, [0, 1]);
  const per = (divisor: string, least: number) =>
    graph.float('Div', [count, graph.float('Maximum', [divisor, graph.scalar(least)])]);
  const perPositive = per(sum(targets.positive), 1);
  const weights = graph.float('Mul', [targets.centreness, per(sum(targets.centreness), LEAST_CENTRENESS)]);
  const share = graph.float('Mul', [targets.positive, perPositive]);

  const mul = (a: string, b: string) => graph.float('Mul', [a, b]);
  const crossEntropy = graph.float('Sub', [graph.float('Softplus', [centre]), mul(centre, targets.centreness)]);
  const byCentre = graph.float('Sub', [graph.float('Sigmoid', [centre]), targets.centreness]);
  const ofLocations = graph.float('AddV2', [mul(regression.losses, weights), mul(crossEntropy, share)]);
  const losses = graph.float('AddV2', [
    graph.reduce('Sum', ofLocations, [1]),
    mul(graph.reduce('Sum', classes.losses, [1, 2]), perPositive),
  ]);
  const gradients = concat(
    graph,
    [
      mul(regression.gradients, expand(graph, weights, 2)),
      expand(graph, mul(byCentre, share), 2),
      mul(classes.gradients, perPositive),
    ],
    2,
  );
  return { losses, gradients };
};

/** Parts of the last axis. */
function split(graph: GraphBuilder, outputs: string, sizes: readonly number[]): readonly string[] {
  const op = graph.float('SplitV', [outputs, graph.ints(sizes), graph.int(2)], {
    Tlen: attr.type(DataType.int32),
    num_split: attr.int(sizes.length),
  });
  return sizes.map((_, i) => `${op}:${i}`);
}
