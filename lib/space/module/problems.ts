import { z } from 'zod';
import { inferShapes } from '../../network/shapes.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { leastProblem, outputsOf } from '../problem.ts';
import type { Space } from '../space.ts';
import { evaluateModule } from './evaluate.ts';
import { moduleSpace } from './space.ts';

/** Architectures that are built to see whether layers fit: a search checks its space in every step. */
const MOST_BUILT = 200;

/** What is wrong with a module: its script, its fields, or, of each choice made differently from the first ones, its networks. */
export function moduleProblems(source: string): readonly string[] {
  try {
    return buildProblems(moduleSpace(evaluateModule(source)));
  } catch (error) {
    if (!(error instanceof z.ZodError)) return [(error as Error).message];
    return error.issues.map(({ path, message }) =>
      path.length === 0 ? `its default export: ${message}` : `${path.join('.')}: ${message}`,
    );
  }
}

function buildProblems(space: Space): readonly string[] {
  const base = space.decisions.map(() => 0);
  const variants = space.decisions.flatMap((count, i) =>
    Array.from({ length: count }, (_, choice) => base.with(i, choice)),
  );
  for (const variant of variants.slice(0, MOST_BUILT)) {
    const architecture = space.fromChoices(variant);
    try {
      for (const task of space.tasks) requireOutputs(space, architecture, task);
    } catch (error) {
      return [`with ${JSON.stringify(architecture.choices)}: ${(error as Error).message}`];
    }
  }
  return [];
}

/** @throws Error when the network does not give what the task asks for */
function requireOutputs(space: Space, architecture: JsonObject, task: Space['tasks'][number]): void {
  const problem = leastProblem(space, task);
  const network = space.network(architecture, problem);
  const shape = inferShapes(network).get(network.output)!;
  if (task !== 'detection' && shape.join() !== String(outputsOf(problem))) {
    throw new Error(`its output is [${shape.join(', ')}]; allowed: [outputs], here [${outputsOf(problem)}]`);
  }
}
