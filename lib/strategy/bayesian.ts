import { z } from 'zod';
import { gaussianProcess } from '../math/gaussian-process.ts';
import { normalScores } from '../math/normal-scores.ts';
import type { RandomStream } from '../math/random.ts';
import { defineStrategy } from './definition.ts';
import type { Individual } from './history.ts';
import { candidates } from './operators/candidates.ts';
import { leading } from './operators/leading.ts';
import { type Plan, proposer } from './proposer.ts';

/** Trials that the model is fitted to at most: time grows with their cube. */
const MOST_KNOWN = 300;

/**
 * Bayesian optimisation with independent Thompson sampling, as BANANAS acquires (White et al. 2021, arXiv:1910.11858,
 * section 4), by a Gaussian process over the space's encoding: what each candidate might score is drawn from what the
 * process expects of it, each proposal with draws of its own, and the highest draw is proposed. A batch needs no other care.
 */
export const bayesian = defineStrategy({
  name: 'bayesian',
  summary: 'Learns from all trials what decisions are worth, and proposes what may be the best by that.',
  severalObjectives: true,
  options: z.strictObject({
    initial: z.int().min(1).max(10_000).default(10).describe('Random architectures to begin with.'),
    candidates: z.int().min(1).max(100_000).default(1000).describe('Architectures among which the model chooses.'),
  }),
  create: (context, { initial, candidates: count }) => proposer('bayesian', context, thompson(initial, count)),
});

function thompson(initial: number, count: number): Plan {
  return (knowledge, random) => {
    const { space, complete } = knowledge;
    if (complete.length < initial) return (own) => ({ architecture: space.sample(own) });
    const known = informative(complete, random);
    const points = known.map(({ architecture }) => space.encode(architecture));
    const objectives = objectivesOf(known).map(normalScores);
    const expect = gaussianProcess(points, objectives);
    const pool = candidates(knowledge, count, random).map((candidate) => ({
      candidate,
      expected: expect(space.encode(candidate)),
    }));
    if (pool.length === 0) return (own) => ({ architecture: space.sample(own) });
    return (own) => {
      const worth = scalarisation(objectives.length, own);
      const draws = pool.map(({ expected }) =>
        worth(expected.map(({ mean, deviation }) => mean + deviation * own.normal())),
      );
      return { architecture: pool[draws.indexOf(Math.max(...draws))]!.candidate };
    };
  };
}

/** The values of each objective, all to be maximised. */
const objectivesOf = (individuals: readonly Individual[]): readonly (readonly number[])[] => [
  individuals.map(({ score }) => score),
  ...individuals[0]!.costs.map((_, i) => individuals.map(({ costs }) => -costs[i]!)),
];

/** Of normal scores: beyond what is known. */
const IDEAL = 3;

/**
 * One number for several, all to be maximised: the augmented Chebyshev distance to an ideal, with weights drawn anew for
 * each proposal, so that the proposals spread over the Pareto front (ParEGO: Knowles 2006,
 * https://doi.org/10.1109/TEVC.2005.851274).
 */
function scalarisation(objectives: number, random: RandomStream): (values: readonly number[]) => number {
  if (objectives === 1) return ([value]) => value!;
  const drawn = Array.from({ length: objectives }, () => -Math.log(1 - random.uniform()));
  const total = drawn.reduce((sum, weight) => sum + weight, 0);
  return (values) => {
    const distances = values.map((value, i) => (drawn[i]! / total) * (IDEAL - value));
    return -Math.max(...distances) - 0.05 * distances.reduce((sum, distance) => sum + distance, 0);
  };
}

/** All while there are few; of many the best half and as many of the others. */
function informative(complete: readonly Individual[], random: RandomStream): readonly Individual[] {
  if (complete.length <= MOST_KNOWN) return complete;
  const best = new Set(leading(complete, MOST_KNOWN / 2));
  const others = random.shuffle(complete.filter((individual) => !best.has(individual)));
  return [...best, ...others.slice(0, MOST_KNOWN / 2)];
}
