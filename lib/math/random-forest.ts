import type { RandomStream } from './random.ts';
import { checkRegression, type Expectation, type Regression } from './regression.ts';
import { mean, standardDeviation } from './statistics.ts';

const TREES = 30;
/** Share of the features that a split chooses among. */
const FEATURES = 1 / 3;
/** Points that are not split further. */
const LEAF = 3;

interface Split {
  readonly feature: number;
  readonly threshold: number;
}

/** A leaf is the mean of its samples. */
type Tree = number | (Split & { readonly below: Tree; readonly above: Tree });

interface Sample {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * Regression with a random forest (Breiman 2001, https://doi.org/10.1023/A:1010933404324): trees on bootstrap samples,
 * each split the best of random ones on some features (Geurts et al. 2006, https://doi.org/10.1007/s10994-006-6226-1).
 * It is as unsure as its trees differ: what leaves hold beside their means is taken for noise. Takes time with the points and
 * their logarithm.
 */
export const randomForest: Regression = (points, functions, random) => {
  checkRegression(points, functions);
  const forests = functions.map((values) => {
    const samples = points.map((point, i): Sample => ({ point, value: values[i]! }));
    return Array.from({ length: TREES }, () => grow(bootstrap(samples, random), random));
  });
  return (point) => forests.map((trees) => together(trees.map((tree) => leafOf(tree, point))));
};

const bootstrap = (samples: readonly Sample[], random: RandomStream) =>
  samples.map(() => samples[random.integer(samples.length)]!);

function grow(samples: readonly Sample[], random: RandomStream): Tree {
  const split = samples.length > LEAF ? bestSplit(samples, random) : undefined;
  if (!split) return mean(samples.map(({ value }) => value));
  const isBelow = ({ point }: Sample) => point[split.feature]! < split.threshold;
  return {
    ...split,
    below: grow(samples.filter(isBelow), random),
    above: grow(
      samples.filter((sample) => !isBelow(sample)),
      random,
    ),
  };
}

/** The one that leaves least variance; undefined where no point differs from another in what was drawn. */
function bestSplit(samples: readonly Sample[], random: RandomStream): Split | undefined {
  const features = samples[0]!.point.length;
  let best: (Split & { readonly rest: number }) | undefined;
  for (let draw = Math.ceil(features * FEATURES); draw > 0; draw--) {
    const feature = random.integer(features);
    let [least, most] = [Infinity, -Infinity];
    for (const { point } of samples) {
      least = Math.min(least, point[feature]!);
      most = Math.max(most, point[feature]!);
    }
    if (least === most) continue;
    const threshold = most - random.uniform() * (most - least);
    const rest = squaresLeft(samples, feature, threshold);
    if (!best || rest < best.rest) best = { feature, threshold, rest };
  }
  return best && { feature: best.feature, threshold: best.threshold };
}

/** Sum of squared differences from the means of both sides, but for a constant. */
function squaresLeft(samples: readonly Sample[], feature: number, threshold: number): number {
  let [below, above, sumBelow, sumAbove] = [0, 0, 0, 0];
  for (const { point, value } of samples) {
    if (point[feature]! < threshold) {
      below++;
      sumBelow += value;
    } else {
      above++;
      sumAbove += value;
    }
  }
  return -(sumBelow ** 2) / below - sumAbove ** 2 / above;
}

function leafOf(tree: Tree, point: readonly number[]): number {
  let at = tree;
  while (typeof at !== 'number') at = point[at.feature]! < at.threshold ? at.below : at.above;
  return at;
}

const together = (leaves: readonly number[]): Expectation => ({
  mean: mean(leaves),
  deviation: standardDeviation(leaves),
});
