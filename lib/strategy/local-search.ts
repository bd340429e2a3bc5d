import { z } from 'zod';
import type { Space } from '../space/space.ts';
import type { JsonObject } from '../trial/trial.ts';
import { defineStrategy } from './definition.ts';
import { architectureId } from './history.ts';
import { type Plan, proposer } from './proposer.ts';
import type { Observation } from './strategy.ts';

/**
 * Local search (White et al. 2020, arXiv:2005.02960), by first improvement: neighbours of the best are tried in random order
 * until one is better, then that one's; where all have been tried and none is better, it begins anew somewhere else.
 */
export const localSearch = defineStrategy({
  name: 'local-search',
  summary: 'Climbs from neighbour to better neighbour, and starts again elsewhere at the top.',
  options: z.strictObject({
    initial: z
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe('Random architectures, of which the best is climbed from first.'),
  }),
  create: (context, { initial }) => proposer('local-search', context, climbing(initial)),
});

function climbing(initial: number): Plan {
  return ({ space, finished, complete, seen }) => {
    const open = openNeighbours(space, finished, initial);
    const untried = [...open].filter(([id]) => !seen.has(id)).map(([, architecture]) => architecture);
    const waiting = [...open.values()];
    return (random, pending) => {
      if (complete.length === 0 || finished.length + pending.length < initial)
        return { architecture: space.sample(random) };
      if (untried.length > 0) return { architecture: random.pick(untried) };
      // All are being tried: what they lead to is the nearest that is not.
      return { architecture: waiting.length > 0 ? random.pick(waiting) : space.sample(random) };
    };
  };
}

/**
 * The neighbours of the present climb's best that have no result yet, by id; none where the next climb begins.
 * @param finished by number: which climb a trial belongs to follows from those before it
 */
function openNeighbours(
  space: Space,
  finished: readonly Observation[],
  initial: number,
): ReadonlyMap<string, JsonObject> {
  const tried = new Set<string>();
  let open = new Map<string, JsonObject>();
  let best: number | undefined;
  let left = initial;
  for (const { architecture, score } of finished) {
    const id = architectureId(space, architecture);
    tried.add(id);
    open.delete(id);
    left--;
    if (score !== undefined && (best === undefined || score > best)) {
      best = score;
      const neighbours = space.neighbours(architecture).map((one) => [architectureId(space, one), one] as const);
      open = new Map(neighbours.filter(([neighbour]) => !tried.has(neighbour)));
    }
    // The top of a climb; the first trials are all of the first climb.
    if (open.size === 0 && left <= 0) best = undefined;
  }
  return open;
}
