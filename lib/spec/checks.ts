import { kindOf } from '../data/kind-of.ts';
import { taskOf } from '../data/task-of.ts';
import { createSpace, spaces } from '../space/registry.ts';
import { strategies } from '../strategy/registry.ts';
import { augmentationProblems } from '../trial/augmentation-problems.ts';
import { SCORES } from '../trial/task.ts';
import type { SpecificationIssue } from './errors.ts';
import { latencyDevices } from './predicted-devices.ts';
import { SIZES, smallest } from './smallest.ts';
import type { Specification } from './specification.ts';

/** Finds faults between fields. A field is absent when it is wrong by itself. */
export type SpecificationCheck = (spec: Partial<Specification>) => readonly SpecificationIssue[];

const generationFits: SpecificationCheck = ({ generation, budget }) =>
  generation !== undefined && budget && generation > budget.trials
    ? [{ path: 'generation', message: `got ${generation}; allowed: at most budget.trials, ${budget.trials}` }]
    : [];

const finalistsExist: SpecificationCheck = ({ finalists, budget }) =>
  finalists && budget && finalists.count > budget.trials
    ? [{ path: 'finalists.count', message: `got ${finalists.count}; allowed: at most budget.trials, ${budget.trials}` }]
    : [];

/** A step takes a whole batch. */
const batchIsFilled: SpecificationCheck = ({ recipe }) =>
  recipe && recipe.trainExamples > 0 && recipe.trainExamples < recipe.batchSize
    ? [
        {
          path: 'recipe.trainExamples',
          message: `got ${recipe.trainExamples}; allowed: 0 (all), or at least recipe.batchSize, ${recipe.batchSize}`,
        },
      ]
    : [];

/** What needs a measured device is checked by the search itself. */
const sizeIsPossible: SpecificationCheck = ({ data, space: choice, constraints }) => {
  if (!data || !choice || !constraints) return [];
  const [space, task] = [createSpace(choice), taskOf(data)];
  if (!space.tasks.includes(task)) return [];
  return SIZES.flatMap((metric) => {
    const max = metric === 'energyMj' && constraints.energyMj?.device ? undefined : constraints[metric]?.max;
    const least = max === undefined ? 0 : smallest(space, metric, task);
    if (least === undefined) {
      const message = `got ${max}; allowed: none, for it is not known of the networks of ${space.name}`;
      return [{ path: `constraints.${metric}.max`, message }];
    }
    return max !== undefined && max < least
      ? [
          {
            path: `constraints.${metric}.max`,
            message: `got ${max}; allowed: at least ${least}, which the smallest architecture of ${space.name} needs`,
          },
        ]
      : [];
  });
};

const objectiveIsTheTasks: SpecificationCheck = ({ objective, data }) => {
  const score = data && SCORES[taskOf(data)];
  return objective && score && objective !== score
    ? [{ path: 'objective', message: `got ${objective}; allowed: ${score}, the score of ${taskOf(data)}` }]
    : [];
};

const strategyKnowsTheObjectives: SpecificationCheck = ({ strategy, minimise }) => {
  const able = strategies.filter(({ severalObjectives }) => severalObjectives).map(({ name }) => name);
  return strategy && minimise?.length && !able.includes(strategy.name)
    ? [{ path: 'strategy', message: `got ${strategy.name}; allowed with minimise: ${able.join(', ')}` }]
    : [];
};

const latencyCountsOnce: SpecificationCheck = ({ minimise, constraints }) =>
  minimise?.includes('latencyMs') && latencyDevices(constraints?.latencyMs).some(({ bound }) => bound?.soft)
    ? [{ path: 'minimise', message: 'got latencyMs; allowed: none that a soft bound weighs already' }]
    : [];

/** Of arrays, what they are shows when they are read: the search itself checks that. */
const spaceFitsTheData: SpecificationCheck = ({ space, data }) => {
  if (!space || !data) return [];
  const [kind, task] = [kindOf(data), taskOf(data)];
  const allowed = spaces
    .filter(({ name, options }) => name === space.name || options.safeParse({}).success)
    .map(({ name }) => createSpace(name === space.name ? space : { name }))
    .filter(({ takes, tasks }) => takes === (kind ?? takes) && tasks.includes(task))
    .map(({ name }) => name);
  const what = kind ? `${task} on ${KINDS[kind]}` : task;
  return allowed.includes(space.name)
    ? []
    : [{ path: 'space', message: `got ${space.name}; allowed for ${what}: ${allowed.join(', ')}` }];
};

const KINDS = { images: 'images', tokens: 'texts', features: 'rows of numbers' } as const;

/** Their size and channels show when they are read. */
const ANY_IMAGE = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3];

const augmentationFits: SpecificationCheck = ({ recipe, data }) => {
  if (!recipe || !data) return [];
  const isImage = (kindOf(data) ?? 'images') === 'images';
  return augmentationProblems(recipe.augmentation, taskOf(data), isImage ? ANY_IMAGE : [1]);
};

const teachesClasses: SpecificationCheck = ({ recipe, data }) =>
  recipe?.distillation && data && taskOf(data) !== 'classification'
    ? [{ path: 'recipe.distillation', message: `got a teacher; allowed: none in ${taskOf(data)}` }]
    : [];

export const crossChecks: readonly SpecificationCheck[] = [
  generationFits,
  finalistsExist,
  batchIsFilled,
  augmentationFits,
  teachesClasses,
  objectiveIsTheTasks,
  strategyKnowsTheObjectives,
  latencyCountsOnce,
  spaceFitsTheData,
  sizeIsPossible,
];
