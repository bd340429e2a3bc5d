import { elements } from '../network/definition.ts';
import type { Shape } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';
import type { Task } from '../trial/task.ts';
import type { CompileOptions, Examples } from './engine.ts';

/** What the examples of a program look like. */
export interface ExampleFormat {
  readonly input: Shape;
  readonly task: Task;
  /** How many there are; 0 in regression. */
  readonly classes: number;
  readonly features: FeatureType;
}

export type FeatureType = 'bytes' | 'integers' | 'floats';

/** Numbers of a box: left, top, right, bottom, class. */
const BOX = 5;

/** @throws Error when the network's output is none for the task, or the auxiliary classifier's is another */
export function formatOf({ network, task, train }: Pick<CompileOptions, 'network' | 'task' | 'train'>): ExampleFormat {
  const shapes = inferShapes(network);
  const [output, auxiliary] = [network.output, network.auxiliary ?? network.output].map((id) => shapes.get(id)!);
  if (auxiliary!.join() !== output!.join()) {
    throw new Error(`network.auxiliary: got shape ${show(auxiliary!)}; allowed: ${show(output!)}, as the output`);
  }
  return { input: network.input, task, classes: classesOf(task, output!), features: typeOf(train) };
}

function classesOf(task: Task, output: Shape): number {
  const [first, second] = output;
  if (task === 'classification' && output.length === 1) return first!;
  if (task === 'regression' && output.length === 1 && first === 1) return 0;
  if (task === 'detection' && output.length === 2 && second! > BOX) return second! - BOX;
  const allowed = { classification: '[classes]', regression: '[1]', detection: '[locations, 4 + 1 + classes]' }[task];
  throw new Error(`network.output: got shape ${show(output)}; allowed: ${allowed} for ${task}`);
}

const show = (shape: Shape) => `[${shape.join(', ')}]`;

const typeOf = ({ features }: Examples): FeatureType => {
  if (features instanceof Uint8Array) return 'bytes';
  return features instanceof Int32Array ? 'integers' : 'floats';
};

/** @throws Error naming the field, the value and what is allowed, unless the examples are what a program was compiled for. */
export function checkExamples(name: string, examples: Examples, format: ExampleFormat): void {
  const { features, labels, count } = examples;
  if (typeOf(examples) !== format.features) {
    throw new TypeError(
      `${name}.features: got a ${features.constructor.name}; allowed: ${format.features}, as compiled`,
    );
  }
  expectLength(`${name}.features`, features.length, count * elements(format.input));
  if (format.task === 'detection') checkBoxes(`${name}.labels`, labels, count, format.classes);
  else expectLength(`${name}.labels`, labels.length, count);
  if (format.task === 'classification') checkClasses(`${name}.labels`, labels, 0, format.classes);
  if (format.task === 'regression') checkNumbers(`${name}.labels`, labels);
}

function checkBoxes(field: string, labels: Examples['labels'], count: number, classes: number): void {
  checkNumbers(field, labels);
  if (labels.length % (count * BOX) !== 0) {
    throw new RangeError(`${field}: got ${labels.length} values; allowed: a multiple of ${count} x ${BOX}`);
  }
  const boxClasses = Int32Array.from({ length: labels.length / BOX }, (_, box) => labels[(box + 1) * BOX - 1]!);
  checkClasses(field, boxClasses, -1, classes);
}

function checkNumbers(field: string, labels: Examples['labels']): void {
  if (labels instanceof Int32Array) throw new TypeError(`${field}: got an Int32Array; allowed: a Float32Array`);
  const wrong = labels.find((label) => !Number.isFinite(label));
  if (wrong !== undefined) throw new RangeError(`${field}: got ${wrong}; allowed: finite numbers`);
}

function checkClasses(field: string, labels: Examples['labels'], least: number, classes: number): void {
  const wrong = labels.find((label) => !(Number.isInteger(label) && label >= least && label < classes));
  if (wrong !== undefined) throw new RangeError(`${field}: got ${wrong}; allowed: ${least} to ${classes - 1}`);
}

function expectLength(field: string, got: number, allowed: number): void {
  if (got !== allowed) throw new RangeError(`${field}: got ${got} values; allowed: exactly ${allowed}`);
}
