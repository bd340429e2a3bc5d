import type { RandomStream } from '../../math/random.ts';

/** A distribution over lists of choices. */
export interface Density {
  draw(random: RandomStream): readonly number[];
  /** Natural logarithm of the probability. */
  log(choices: readonly number[]): number;
}

/**
 * A Parzen estimator over lists of choices: a kernel around each known list, and one that knows nothing. A kernel keeps
 * each decision of its list with the weight of one observation against a prior that thins out as lists come in, and the
 * decisions of a list stay together, so that what works together is drawn together (Bergstra et al. 2011,
 * "Algorithms for Hyper-Parameter Optimization", section 4; multivariate as in BOHB, arXiv:1807.01774, section 3.2).
 * @param decisions how many choices each has
 */
export function parzen(known: readonly (readonly number[])[], decisions: readonly number[]): Density {
  const prior = 1 / (known.length + 1);
  const kept = decisions.map((count) => (1 + prior) / (1 + prior * count));
  const changed = decisions.map((count) => prior / (1 + prior * count));
  const uniform = decisions.reduce((product, count) => product / count, 1);
  return {
    draw(random) {
      const centre = known[random.integer(known.length + 1)];
      return decisions.map((count, i) => {
        const stays = centre !== undefined && random.uniform() < kept[i]! - changed[i]!;
        return stays ? centre[i]! : random.integer(count);
      });
    },
    log(choices) {
      let sum = uniform;
      for (const centre of known) {
        let probability = 1;
        for (let i = 0; i < choices.length; i++) probability *= choices[i] === centre[i] ? kept[i]! : changed[i]!;
        sum += probability;
      }
      return Math.log(sum / (known.length + 1));
    },
  };
}
