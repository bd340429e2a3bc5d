import { createSpace } from '../space/registry.ts';
import { isMapping } from './mapping.ts';

/** The name that stands for the strategy which suits the search. */
export const AUTO = 'auto';

/**
 * Which strategy suits a search, by what docs/strategies.md measures: all architectures in turn where the budget reaches
 * them, else a model of what decisions are worth, for one objective or several.
 */
export function autoStrategy(space: unknown, trials: unknown): string {
  return typeof trials === 'number' && sizeOf(space) <= trials ? 'grid' : 'bayesian';
}

/** Infinite for a space that is wrong: its own faults are told elsewhere. */
function sizeOf(space: unknown): bigint | number {
  try {
    return isMapping(space) ? createSpace(space as { name: string }).size : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
