import { z } from 'zod';
import { gaussianProcess } from '../math/gaussian-process.ts';
import { normalScores } from '../math/normal-scores.ts';
import type { RandomStream } from '../math/random.ts';
import { randomForest } from '../math/random-forest.ts';
import type { Regression } from '../math/regression.ts';
import { defineStrategy } from './definition.ts';
import type { Individual } from './history.ts';
import { candidates } from './operators/candidates.ts';
import { leading } from './operators/leading.ts';
import { type Knowledge, type Plan, proposer } from './proposer.ts';

/** What learns from the trials, and of how many at most. */
const SURROGATES = {
  /** Its time grows with their cube. */
  'gaussian-process': { learn: gaussianProcess, most: 300 },
  forest: { learn: randomForest, most: 1000 },
} satisfies Record<string, { readonly learn: Regression; readonly most: number }>;

/** How far from what is expected a candidate is taken to be, in deviations: one draw for each candidate, in turns. */
const ACQUISITIONS = {
  /** Independent Thompson sampling: what each might score, drawn for itself. */
  thompson: (random: RandomStream) => () => random.normal(),
  /** An upper confidence bound, its width drawn for each proposal (Hutter et al. 2012, https://doi.org/10.1007/978-3-642-34413-8_5). */
  ucb(random: RandomStream) {
    const width = -Math.log(1 - random.uniform());
    return () => width;
  },
};

const namesOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];

const options = z.strictObject({
  initial: z.int().min(1).max(10_000).default(10).describe('Random architectures to begin with.'),
  candidates: z.int().min(1).max(100_000).default(1000).describe('Architectures among which the model chooses.'),
  surrogate: z
    .enum(namesOf(SURROGATES))
    .default('gaussian-process')
    .describe('What learns from the trials: a Gaussian process or a random forest.'),
  acquisition: z
    .enum(namesOf(ACQUISITIONS))
    .default('thompson')
    .describe('What is proposed: the highest draw of what each might score, or the highest confidence bound.'),
});

/**
 * Bayesian optimisation over the space's encoding: a surrogate tells what it expects of candidates, and what may be the best
 * is proposed: by default by independent Thompson sampling, as BANANAS does it (White et al. 2021, arXiv:1910.11858, section 4),
 * on a Gaussian process. Each proposal has draws of its own, so that a batch needs no other care.
 */
export const bayesian = defineStrategy({
  name: 'bayesian',
  summary: 'Learns from all trials what decisions are worth, and proposes what may be the best by that.',
  severalObjectives: true,
  options,
  create: (context, chosen) => proposer('bayesian', context, acquiring(chosen)),
});

function acquiring({ initial, candidates: count, surrogate, acquisition }: z.output<typeof options>): Plan {
  const { learn, most } = SURROGATES[surrogate];
  return (knowledge, random) => {
    const { space, complete } = knowledge;
    if (complete.length < initial) return (own) => ({ architecture: space.sample(own) });
    const known = informative(complete, most, random);
    const points = known.map(({ architecture }) => space.encode(architecture));
    const objectives = objectivesOf(known).map(normalScores);
    const expect = learn(points, objectives, random);
    const strainAt = strains(knowledge, random);
    const pool = candidates(knowledge, count, random).map((candidate) => {
      const point = space.encode(candidate);
      return { candidate, expected: expect(point), strain: strainAt?.(point) };
    });
    if (pool.length === 0) return (own) => ({ architecture: space.sample(own) });
    return (own) => {
      const worth = scalarisation(objectives.length, own);
      const off = ACQUISITIONS[acquisition](own);
      const trust = strainAt ? own.normal() : 0;
      const draws = pool.map(({ expected, strain }) => {
        const over = strain ? strain.mean + trust * strain.deviation : 0;
        return over > 0 ? BREAKING - over : worth(expected.map(({ mean, deviation }) => mean + deviation * off()));
      });
      return { architecture: pool[draws.indexOf(Math.max(...draws))]!.candidate };
    };
  };
}

/** Below all that can be drawn of a score: of candidates that seem to break a limit the one that seems to by least. */
const BREAKING = -1e6;

/**
 * What is expected of the strain that candidates put on the limits, learnt from all that was predicted; undefined where there
 * are none. Each proposal draws how far from that it takes all candidates to be, in deviations: of SCBO's draws (Eriksson and
 * Poloczek 2021, arXiv:2002.08526, section 3), one for each candidate, some always let through what breaks a limit.
 */
function strains({ space, finished }: Knowledge, random: RandomStream) {
  const { learn, most } = SURROGATES['gaussian-process'];
  const strained = finished.filter(({ strain }) => strain !== undefined);
  if (strained.length === 0) return undefined;
  const known = strained.length <= most ? strained : random.shuffle(strained).slice(0, most);
  const points = known.map(({ architecture }) => space.encode(architecture));
  const expect = learn(points, [known.map(({ strain }) => strain!)]);
  return (point: readonly number[]) => expect(point)[0]!;
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
function informative(complete: readonly Individual[], most: number, random: RandomStream): readonly Individual[] {
  if (complete.length <= most) return complete;
  const best = new Set(leading(complete, most / 2));
  const others = random.shuffle(complete.filter((individual) => !best.has(individual)));
  return [...best, ...others.slice(0, most / 2)];
}
