import { randomStream } from '../math/random.ts';
import { counts } from '../network/counts.ts';
import type { Problem, Space } from '../space/space.ts';

/** The least that any data set asks of a network, so that what is found here is a lower bound for all of them. */
const LEAST_PROBLEM: Problem = { input: [1, 1, 1], classes: 2 };
const SAMPLES = 16;

/**
 * The least `metric` of an architecture of the space: the best of a few samples, improved one decision at a time until
 * none helps. Exact where decisions add up, as the size of a network does.
 */
export function smallest(space: Space, metric: 'parameters' | 'macs'): number {
  const size = (architecture: ReturnType<Space['sample']>) =>
    counts(space.network(architecture, LEAST_PROBLEM))[metric];
  const least = (architectures: ReturnType<Space['neighbours']>) =>
    architectures
      .map((architecture) => ({ architecture, size: size(architecture) }))
      .reduce((a, b) => (b.size < a.size ? b : a));
  const random = randomStream(0, 'smallest');
  let best = least(Array.from({ length: SAMPLES }, () => space.sample(random)));
  for (;;) {
    const next = least([best.architecture, ...space.neighbours(best.architecture)]);
    if (next.size >= best.size) return best.size;
    best = next;
  }
}
