import { z } from 'zod';
import { gaussianProcess } from '../math/gaussian-process.ts';
import { normalScores } from '../math/normal-scores.ts';
import type { RandomStream } from '../math/random.ts';
import { defineStrategy } from './definition.ts';
import type { Individual } from './history.ts';
import { candidates } from './operators/candidates.ts';
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
  options: z.strictObject({
    initial: z.int().min(1).max(10_000).default(10).describe('Random architectures to begin with.'),
    candidates: z.int().min(1).max(100_000).default(1000).describe('Architectures among which the model chooses.'),
  }),
  create: (context, { initial, candidates: count }) => proposer('bayesian', context, thompson(initial, count)),
});

function thompson(initial: number, count: number): Plan {
  return (knowledge, random) => {
    const { space, complete } = knowledge;
    if (complete.length < initial) return (own) => space.sample(own);
    const known = informative(complete, random);
    const expect = gaussianProcess(
      known.map(({ architecture }) => space.encode(architecture)),
      normalScores(known.map(({ score }) => score)),
    );
    const pool = candidates(knowledge, count, random).map((candidate) => ({
      candidate,
      expected: expect(space.encode(candidate)),
    }));
    if (pool.length === 0) return (own) => space.sample(own);
    return (own) => {
      const draws = pool.map(({ expected: { mean, deviation } }) => mean + deviation * own.normal());
      return pool[draws.indexOf(Math.max(...draws))]!.candidate;
    };
  };
}

/** All while there are few; of many the best half and as many of the others. */
function informative(complete: readonly Individual[], random: RandomStream): readonly Individual[] {
  if (complete.length <= MOST_KNOWN) return complete;
  const ranked = complete.toSorted((a, b) => b.score - a.score);
  return [...ranked.slice(0, MOST_KNOWN / 2), ...random.shuffle(ranked.slice(MOST_KNOWN / 2)).slice(0, MOST_KNOWN / 2)];
}
