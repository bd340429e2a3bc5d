import { modelEnergyMj } from '../hardware/energy/model.ts';
import { memoryBytes } from '../hardware/memory/memory.ts';
import { randomStream } from '../math/random.ts';
import { counts } from '../network/counts.ts';
import type { Network } from '../network/network.ts';
import { leastProblem } from '../space/problem.ts';
import type { Space } from '../space/space.ts';
import type { Task } from '../trial/task.ts';

/** What constraints bound that does not depend on a device. */
export const SIZES = ['parameters', 'macs', 'memoryBytes', 'energyMj'] as const;
export type Size = (typeof SIZES)[number];

const SAMPLES = 16;

/**
 * The least `metric` of an architecture of the space, whatever the data of the task: the best of a few samples, improved
 * one decision at a time until none helps. Exact where decisions add up, as the size of a network does.
 * @returns undefined where it is not known of the space's networks
 */
export function smallest(space: Space, metric: Size, task: Task): number | undefined {
  const problem = leastProblem(space, task);
  const size = (architecture: ReturnType<Space['sample']>) => sizeOf(space.network(architecture, problem), metric);
  const least = (architectures: ReturnType<Space['neighbours']>) =>
    architectures
      .map((architecture) => ({ architecture, size: size(architecture) }))
      .reduce((a, b) => (b.size < a.size ? b : a));
  const random = randomStream(0, 'smallest');
  let best = least(Array.from({ length: SAMPLES }, () => space.sample(random)));
  for (;;) {
    const next = least([best.architecture, ...space.neighbours(best.architecture)]);
    if (Number.isNaN(best.size)) return undefined;
    if (next.size >= best.size) return best.size;
    best = next;
  }
}

function sizeOf(network: Network, metric: Size): number {
  if (metric === 'memoryBytes') return memoryBytes(network) ?? Number.NaN;
  if (metric === 'energyMj') return modelEnergyMj(network);
  return counts(network)[metric];
}
