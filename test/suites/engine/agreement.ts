import { smallCnn } from '../../../bench/small-cnn.ts';
import { readMnist } from '../../../lib/data/sources/mnist.ts';
import type { Engine, EngineRecipe, Examples, Teacher } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Task } from '../../../lib/trial/task.ts';
import { detector, toyScenes } from './detector.ts';
import { roughWeights, toyExamples, trainer, using } from './fixtures.ts';
import { modern } from './modern.ts';
import { cell, mobile, type NetworkCase, smooth } from './networks.ts';
import { everything, randomNetwork } from './randomness.ts';
import { text, textRecipe } from './text.ts';
import { recipes } from './training.ts';

interface AgreementCase {
  readonly name: string;
  readonly network: NetworkCase['network'];
  readonly recipe: EngineRecipe;
  readonly rate: number;
  readonly steps: number;
  readonly rough: boolean;
  readonly train: () => Examples;
  readonly teacher?: Teacher;
  readonly task?: Task;
}

/**
 * Steps over which losses are compared. Engines round differently, and where a unit sits on the kink of a ReLU, rounding
 * decides whether its gradient counts: from there on two trainings drift apart although both are right. So networks
 * without kinks are compared for long, networks with kinks until it happens.
 */
const LONG = 200;
const UNTIL_KINKS = 20;

/** Largest difference of a loss, whichever engine gave it. */
export const AGREEMENT = 1e-4;

const digits = (): Examples => {
  const { features, labels } = readMnist();
  return { features, labels, count: labels.length };
};

const onToys = ({ name, network }: NetworkCase, steps: number, rough: boolean): readonly AgreementCase[] =>
  recipes.map(({ optimiser, recipe, rate }) => ({
    name: `${name}, ${optimiser}, ${steps} steps`,
    network,
    recipe,
    rate,
    steps,
    rough,
    train: () => toyExamples({ input: network.input }),
  }));

/** Every option of the engine at once, on images that augmentation changes. */
const everythingAtOnce = (): AgreementCase => {
  const network = randomNetwork();
  return {
    name: `everything at once, ${LONG} steps`,
    network,
    recipe: everything,
    rate: 0.02,
    steps: LONG,
    rough: true,
    train: () => toyExamples({ input: network.input }),
    teacher: { network: mobile.network, weights: roughWeights(mobile.network, 2), weight: 0.3, temperature: 3 },
  };
};

const SCENES = [24, 32, 3] as const;

/** Boxes are a kink of their own: where a predicted edge passes the true one, the gradient of GIoU jumps. */
const boxes: readonly AgreementCase[] = recipes.map(({ optimiser, recipe, rate }) => ({
  name: `a smooth detector, ${optimiser}, ${UNTIL_KINKS} steps`,
  network: detector({ input: SCENES, classes: 2, channels: [4, 6, 8], strides: [4, 8], fn: 'swish' }),
  task: 'detection',
  recipe,
  rate,
  steps: UNTIL_KINKS,
  rough: true,
  train: () => toyScenes({ input: SCENES, count: 48 }),
}));

const cnn = smooth({ name: 'the benchmark CNN', network: smallCnn() });

export const agreementCases: readonly AgreementCase[] = [
  ...[cell, mobile].flatMap((network) => onToys(network, UNTIL_KINKS, false)),
  ...[smooth(cell), smooth(mobile), modern].flatMap((network) => onToys(network, LONG, true)),
  {
    name: `${text.name}, with everything that drops, ${LONG} steps`,
    network: text.network,
    recipe: textRecipe,
    rate: 0.01,
    steps: LONG,
    rough: false,
    train: () => toyExamples({ input: text.network.input }),
  },
  ...recipes.map(({ optimiser, recipe, rate }) => ({
    name: `${cnn.name} on digits, ${optimiser}, ${LONG} steps`,
    network: cnn.network,
    recipe: { ...recipe, batchSize: 32 },
    rate,
    steps: LONG,
    rough: false,
    train: digits,
  })),
  everythingAtOnce(),
  ...boxes,
];

/** The losses of each case's steps on an engine, by the case's name. */
export function lossesOn(engine: Engine): Record<string, readonly number[]> {
  return Object.fromEntries(
    agreementCases.map(({ name, network, recipe, rate, steps, rough, train, ...options }) => {
      const weights = rough ? roughWeights(network) : initialWeights(network, randomStream(1, 'weights'));
      const trained = trainer(engine, network, recipe, { train: train(), weights, ...options });
      return [name, using(trained, (program) => program.train(steps, rate))];
    }),
  );
}
