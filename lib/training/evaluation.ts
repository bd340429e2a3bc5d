import { headOf } from '../engine/detection/head.ts';
import type { Examples, Program } from '../engine/engine.ts';
import { detectionLoss } from '../engine/layers/losses/detection.ts';
import type { Network } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';
import type { Task } from '../trial/task.ts';
import type { Metrics } from '../trial/trial.ts';
import { type ClassificationReport, classificationReport } from './metrics/classification/report.ts';
import { type DetectionReport, detectionReport } from './metrics/detection/report.ts';
import { scenesOf } from './metrics/detection/scene.ts';
import { type RegressionReport, regressionReport } from './metrics/regression.ts';

/** The name of the file, beside a model, that holds its Evaluation as JSON. */
export const EVALUATION_FILE = 'evaluation.json';

/** All that is to say of a model on examples that it has never seen. */
export interface Evaluation {
  readonly task: Task;
  /** How many. */
  readonly examples: number;
  /** Names of the classes, by class number; none in regression. */
  readonly classes: readonly string[];
  /** The numbers of `score` and `macroF1`, `mae` and the like, by name. */
  readonly metrics: Metrics;
  readonly report: ClassificationReport | RegressionReport | DetectionReport;
}

interface Evaluated {
  readonly task: Task;
  readonly network: Network;
  readonly classes: readonly string[];
}

/** One pass over the examples, and every metric of the task. */
export function evaluate(program: Program, examples: Examples, { task, network, classes }: Evaluated): Evaluation {
  const outputs = program.predict(examples);
  const described = describers[task](outputs, examples, network);
  return { task, examples: examples.count, classes, ...described };
}

type Describe = (outputs: Float32Array, examples: Examples, network: Network) => Pick<Evaluation, 'metrics' | 'report'>;

const describers: Readonly<Record<Task, Describe>> = {
  classification(logits, { labels }, network) {
    const report = classificationReport(logits, labels, outputOf(network)[0]!);
    const { accuracy, top5, macroF1, calibration } = report;
    const metrics = { accuracy, loss: calibration.nll, macroF1, calibrationError: calibration.expectedError };
    return { metrics: { ...metrics, ...(top5 !== undefined && { top5 }) }, report };
  },
  regression(predicted, { labels }) {
    const report = regressionReport(predicted, labels);
    const { mse: loss, rmse, mae, r2 } = report;
    return { metrics: { r2, rmse, mae, loss }, report };
  },
  detection(outputs, examples, network) {
    const output = outputOf(network);
    const head = headOf(network, output);
    const { loss } = detectionLoss({ network, output, smoothing: 0 }, outputs, examples);
    const report = detectionReport(scenesOf(outputs, examples.labels, head), head.classes);
    const { ap, ap50 } = report.coco;
    return { metrics: { map50: ap50 ?? 0, map: ap ?? 0, loss: loss / examples.count }, report };
  },
};

const outputOf = (network: Network) => inferShapes(network).get(network.output)!;
