import type { Teacher } from '../engine/engine.ts';
import { specificationOf } from '../spec/stored.ts';
import { decodeTensors } from '../training/tensors.ts';
import { weightsKey } from '../trial/keys.ts';
import type { Recipe } from '../trial/recipe.ts';
import type { Trial } from '../trial/trial.ts';
import { loadContext, type SearchContext } from './context.ts';
import { SearchError } from './errors.ts';
import { bestFinalist } from './finalists.ts';
import { readMeasurements } from './measurement.ts';
import type { Ports } from './ports.ts';

/**
 * The network that teaches a search's trials: the winner of the search that the recipe names, in the same store. Undefined
 * without distillation.
 * @throws SearchError BadTeacher naming the field, when there is no such winner or it answers another question
 */
export async function loadTeacher(
  ports: Ports,
  { spec, problem, manifest }: Pick<SearchContext, 'spec' | 'problem' | 'manifest'>,
): Promise<Teacher | undefined> {
  const { distillation } = spec.recipe;
  if (!distillation) return undefined;
  const taught = await findTeacher(ports, distillation);
  const { network, classes } = taught;
  if (network.input.join() !== problem.input.join() || classes.join('\n') !== manifest.classes.join('\n')) {
    throw bad(
      distillation,
      `which takes [${network.input.join(', ')}] and knows ${classes.length} classes`,
      `a search of the same classes on input [${problem.input.join(', ')}]`,
    );
  }
  const { weight, temperature } = distillation;
  return { network, weights: taught.weights, weight, temperature };
}

type Distillation = NonNullable<Recipe['distillation']>;

async function findTeacher(ports: Ports, distillation: Distillation) {
  const { teacher } = distillation;
  const trials = await ports.trials.list(teacher);
  const winner = trials.length > 0 && (await winnerOf(ports, teacher, trials));
  const bytes = winner && (await ports.artefacts.get(weightsKey(winner)));
  if (!bytes) throw bad(distillation, 'which has no trained finalist in this store', 'the id of a complete search');
  const { space, problem, manifest } = await loadContext(ports, teacher);
  const network = space.network(space.parse(winner.architecture), problem);
  return { network, classes: manifest.classes, weights: decodeTensors(bytes).state };
}

async function winnerOf(ports: Ports, teacher: string, trials: readonly Trial[]) {
  const spec = specificationOf(await ports.trials.getSearch(teacher));
  return bestFinalist(trials, await readMeasurements(ports, teacher, spec))?.trial;
}

const bad = ({ teacher }: Distillation, got: string, allowed: string) =>
  new SearchError('BadTeacher', `recipe.distillation.teacher: got ${teacher}, ${got}; allowed: ${allowed}`);
