import { smallCnn } from '../../../bench/small-cnn.ts';
import { readMnist } from '../../../lib/data/sources/mnist.ts';
import type { Engine, Examples } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import { type EngineRecipe, roughWeights, toyExamples, trainer, using } from './fixtures.ts';
import { cell, mobile, type NetworkCase, smooth } from './networks.ts';
import { recipes } from './training.ts';

interface AgreementCase {
  readonly name: string;
  readonly network: NetworkCase['network'];
  readonly recipe: EngineRecipe;
  readonly rate: number;
  readonly steps: number;
  readonly rough: boolean;
  readonly train: () => Examples;
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

const cnn = smooth({ name: 'the benchmark CNN', network: smallCnn() });

export const agreementCases: readonly AgreementCase[] = [
  ...[cell, mobile].flatMap((network) => onToys(network, UNTIL_KINKS, false)),
  ...[cell, mobile].flatMap((network) => onToys(smooth(network), LONG, true)),
  ...recipes.map(({ optimiser, recipe, rate }) => ({
    name: `${cnn.name} on digits, ${optimiser}, ${LONG} steps`,
    network: cnn.network,
    recipe: { ...recipe, batchSize: 32 },
    rate,
    steps: LONG,
    rough: false,
    train: digits,
  })),
];

/** The losses of each case's steps on an engine, by the case's name. */
export function lossesOn(engine: Engine): Record<string, readonly number[]> {
  return Object.fromEntries(
    agreementCases.map(({ name, network, recipe, rate, steps, rough, train }) => {
      const weights = rough ? roughWeights(network) : initialWeights(network, randomStream(1, 'weights'));
      const trained = trainer(engine, network, recipe, { train: train(), weights });
      return [name, using(trained, (program) => program.train(steps, rate))];
    }),
  );
}
