import { inferenceNetwork } from '../network/inference.ts';
import type { Network, Shape } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';
import type { CompileOptions, Teacher } from './engine.ts';
import { weightsFor } from './state.ts';

/**
 * The teacher's network as it answers, with the weights that takes.
 * @throws Error when it does not fit what is trained, naming the field
 */
export function answeringTeacher({ network, task, teacher }: Pick<CompileOptions, 'network' | 'task' | 'teacher'>) {
  if (!teacher) return undefined;
  if (task !== 'classification') throw new Error(`teacher: got one for ${task}; allowed: for classification`);
  const answering = inferenceNetwork(teacher.network);
  expectShape('teacher.network.input', answering.input, network.input);
  expectShape('teacher.network.output', outputShape(answering), outputShape(network));
  return {
    ...teacher,
    network: answering,
    weights: weightsFor(answering, teacher.weights, 'teacher.weights'),
  } satisfies Teacher;
}

const outputShape = (network: Network) => inferShapes(network).get(network.output)!;

function expectShape(field: string, got: Shape, allowed: Shape): void {
  if (got.join() === allowed.join()) return;
  throw new Error(`${field}: got shape [${got.join(', ')}]; allowed: [${allowed.join(', ')}], as the student's`);
}
