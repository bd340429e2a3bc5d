import type { State } from '../../../lib/engine/engine.ts';
import type { EngineRecipe } from './fixtures.ts';

/** One weight and its slots, in double precision. */
interface Reference {
  weight: number;
  momentum: number;
  m: number;
  v: number;
}

/**
 * One step of the optimisers as their papers and TensorFlow's documentation write them, on one number.
 * @param step from 1
 */
export function referenceStep(
  { weight, momentum, m, v }: Reference,
  gradient: number,
  rate: number,
  step: number,
  decay: number,
  recipe: EngineRecipe,
): Reference {
  const decayed = rate * decay * weight;
  if (recipe.optimiser === 'sgd') {
    const velocity = recipe.momentum * momentum + gradient;
    return { weight: weight - rate * (gradient + recipe.momentum * velocity) - decayed, momentum: velocity, m, v };
  }
  const first = 0.9 * m + 0.1 * gradient;
  const second = 0.999 * v + 0.001 * gradient ** 2;
  const corrected = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
  return { weight: weight - (corrected * first) / (Math.sqrt(second) + 1e-7) - decayed, momentum, m: first, v: second };
}

/** The entry of a state at a weight's index. */
export function entryAt(state: State, name: string, i: number): Reference {
  const value = (entry: string) => state.get(entry)?.[i] ?? 0;
  return { weight: value(name), momentum: value(`momentum/${name}`), m: value(`m/${name}`), v: value(`v/${name}`) };
}
