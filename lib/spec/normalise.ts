import { taskOf } from '../data/task-of.ts';
import { SCORES } from '../trial/task.ts';
import { AUTO, autoStrategy } from './auto-strategy.ts';
import { isMapping } from './mapping.ts';

/** Fields that may be given as a name alone, with the key that the name stands for. */
export const SHORTHANDS: Readonly<Record<string, string>> = { data: 'source', space: 'name', strategy: 'name' };

/** Defaults that a smaller budget cuts to itself. */
export const DEFAULT_GENERATION = 8;
export const DEFAULT_FINALISTS = 2;

/**
 * The long form of what a person wrote: `space: nasbench201` becomes `space: {name: nasbench201}`, and the defaults of
 * `generation` and `finalists.count` are cut to a small budget. The objective is that of the data, and a strategy that is
 * left out, or `auto`, is the one that suits the search. Idempotent.
 */
export function normalise(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { $schema: _, ...long }: Record<string, unknown> = { strategy: AUTO, ...value };
  for (const [field, key] of Object.entries(SHORTHANDS)) {
    if (typeof long[field] === 'string') long[field] = { [key]: long[field] };
  }
  const trials = isMapping(value.budget) ? value.budget.trials : undefined;
  if (isMapping(long.strategy) && long.strategy.name === AUTO) {
    const { name, ...suited } = autoStrategy(long.space, trials);
    long.strategy = { ...suited, ...long.strategy, name };
  }
  if (isMapping(long.data)) long.objective ??= SCORES[taskOf(long.data)];
  if (typeof trials !== 'number' || !Number.isInteger(trials) || trials < 1) return long;
  long.generation ??= Math.min(DEFAULT_GENERATION, trials);
  const finalists = long.finalists ?? {};
  if (isMapping(finalists)) long.finalists = { count: Math.min(DEFAULT_FINALISTS, trials), ...finalists };
  return long;
}
