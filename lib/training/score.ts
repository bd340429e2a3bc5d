import { headOf } from '../engine/detection/head.ts';
import type { Examples, Program } from '../engine/engine.ts';
import { detectionLoss } from '../engine/layers/losses/detection.ts';
import type { Network } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';
import { SCORES, type Task } from '../trial/task.ts';
import type { Metrics } from '../trial/trial.ts';
import { meanAveragePrecision } from './metrics/detection/coco.ts';
import { scenesOf } from './metrics/detection/scene.ts';
import { determination } from './metrics/regression.ts';

export interface Scored {
  /** What a search maximises; 1 is perfect. */
  readonly score: number;
  /** The score under its name, `loss`, and what else costs nothing: `rmse` of regression, `map` of detection. */
  readonly metrics: Metrics & { readonly loss: number };
}

/** How good a program is on some examples, by one pass over them. */
export function score(
  program: Program,
  examples: Examples,
  { task, network }: { readonly task: Task; readonly network: Network },
): Scored {
  const metrics = scorers[task](program, examples, network);
  return { score: metrics[SCORES[task]]!, metrics };
}

type Scorer = (program: Program, examples: Examples, network: Network) => Scored['metrics'];

const scorers: Readonly<Record<Task, Scorer>> = {
  classification(program, examples) {
    const { loss, accuracy } = program.evaluate(examples);
    return { accuracy: accuracy!, loss };
  },
  regression(program, examples) {
    const { loss } = program.evaluate(examples);
    return { r2: determination(loss, examples.labels), rmse: Math.sqrt(loss), loss };
  },
  /** The loss is that of all examples as one batch. */
  detection(program, examples, network) {
    const output = inferShapes(network).get(network.output)!;
    const head = headOf(network, output);
    const outputs = program.predict(examples);
    const { loss } = detectionLoss({ network, output, smoothing: 0 }, outputs, examples);
    return {
      ...meanAveragePrecision(scenesOf(outputs, examples.labels, head), head.classes),
      loss: loss / examples.count,
    };
  },
};
