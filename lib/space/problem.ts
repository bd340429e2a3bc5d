import type { Task } from '../trial/task.ts';
import type { InputKind, Problem, Space } from './space.ts';

const TAKES: Readonly<Record<InputKind, string>> = {
  images: 'images [height, width, channels]',
  tokens: 'texts [tokens]',
  features: 'rows of numbers [features]',
};

const LEAST_CLASSES: Readonly<Record<Task, number>> = { classification: 2, detection: 1, regression: 0 };

/** @throws RangeError unless the problem's input is what the space takes and the space is for its task. */
export function requireProblem(
  { name, takes, tasks }: Pick<Space, 'name' | 'takes' | 'tasks'>,
  problem: Problem,
): void {
  const { task, input, classes, vocabulary } = problem;
  if (kindOf(problem) !== takes) {
    const has = `${vocabulary === undefined ? 'shape' : 'texts of shape'} [${input.join(', ')}]`;
    throw new RangeError(`space ${name} takes ${TAKES[takes]}; the data has ${has}`);
  }
  if (!tasks.includes(task)) {
    throw new RangeError(`space ${name} is for ${tasks.join(' and ')}; the data is for ${task}`);
  }
  const least = LEAST_CLASSES[task];
  if (classes < least) throw new RangeError(`space ${name} needs at least ${least} classes; the data has ${classes}`);
}

function kindOf({ input, vocabulary }: Problem): InputKind | undefined {
  if (input.length === 3) return 'images';
  if (input.length !== 1) return undefined;
  return vocabulary === undefined ? 'features' : 'tokens';
}

/** The least that a task asks of a space's networks. */
export function leastProblem({ leastInput }: Pick<Space, 'leastInput'>, task: Task): Problem {
  return { task, classes: LEAST_CLASSES[task], ...leastInput };
}

/** Numbers that a network gives: a logit for each class, or the one number of a regression. */
export const outputsOf = ({ task, classes }: Problem): number => (task === 'regression' ? 1 : classes);
