import { createSpace } from '../space/registry.ts';
import { isMapping } from './mapping.ts';

/** The name that stands for the strategy which suits the search. */
export const AUTO = 'auto';

/** Trials up to which confidence bounds find more than Thompson sampling, which explores for longer. */
const FEW_TRIALS = 50;

/**
 * Which strategy suits a search, by what docs/strategies.md measures: all architectures in turn where the budget reaches
 * them, else a model of what decisions are worth, for one objective or several.
 */
export function autoStrategy(space: unknown, trials: unknown): { readonly name: string; readonly acquisition?: 'ucb' } {
  if (typeof trials !== 'number') return { name: 'bayesian' };
  if (sizeOf(space) <= trials) return { name: 'grid' };
  return { name: 'bayesian', ...(trials <= FEW_TRIALS && { acquisition: 'ucb' }) };
}

/** Infinite for a space that is wrong: its own faults are told elsewhere. */
function sizeOf(space: unknown): bigint | number {
  try {
    return isMapping(space) ? createSpace(space as { name: string }).size : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
