import type { Space } from '../space/space.ts';
import type { JsonValue } from '../trial/trial.ts';
import { asha } from './asha.ts';
import { bayesian } from './bayesian.ts';
import { bohb } from './bohb.ts';
import type { StrategyDefinition } from './definition.ts';
import { genetic } from './genetic.ts';
import { grid } from './grid.ts';
import { hyperband } from './hyperband.ts';
import { localSearch } from './local-search.ts';
import { nsga2 } from './nsga2.ts';
import { ppo } from './ppo.ts';
import { random } from './random.ts';
import { regularisedEvolution } from './regularised-evolution.ts';
import { reinforce } from './reinforce.ts';
import type { Strategy } from './strategy.ts';
import { successiveHalving } from './successive-halving.ts';
import { tpe } from './tpe.ts';

export type { StrategyDefinition } from './definition.ts';

/** Every strategy that a specification can name. */
export const strategies: readonly StrategyDefinition[] = [
  random,
  grid,
  regularisedEvolution,
  genetic,
  localSearch,
  reinforce,
  ppo,
  tpe,
  bayesian,
  nsga2,
  successiveHalving,
  hyperband,
  asha,
  bohb,
];

/**
 * The strategy that a specification names; options left out take their defaults.
 * @throws RangeError when no strategy has the name
 * @throws z.ZodError when an option does not fit
 */
export function createStrategy(
  { name, ...options }: { readonly name: string; readonly [option: string]: JsonValue },
  context: { readonly space: Space; readonly seed: number },
): Strategy {
  const definition = strategies.find((strategy) => strategy.name === name);
  if (!definition) {
    throw new RangeError(`strategy.name is '${name}'; allowed: ${strategies.map((one) => one.name).join(', ')}`);
  }
  return definition.create({ ...context, options });
}
