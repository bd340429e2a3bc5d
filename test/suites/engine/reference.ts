import type { EngineRecipe, State } from '../../../lib/engine/engine.ts';

/** One weight, its slots and its average, in double precision. */
interface Reference {
  weight: number;
  momentum: number;
  m: number;
  v: number;
  ema: number;
}

/**
 * One step of the optimisers as their papers and TensorFlow's documentation write them, on one number.
 * @param step from 1
 */
export function referenceStep(
  { weight, momentum, m, v, ema }: Reference,
  gradient: number,
  rate: number,
  step: number,
  decay: number,
  recipe: EngineRecipe,
): Reference {
  const averaged = (moved: number) => ema + (moved - ema) * (1 - Math.min(recipe.ema, (1 + step) / (10 + step)));
  const decayed = rate * decay * weight;
  if (recipe.optimiser === 'sgd') {
    const velocity = recipe.momentum * momentum + gradient;
    const direction = recipe.nesterov ? gradient + recipe.momentum * velocity : velocity;
    const moved = weight - rate * direction - decayed;
    return { weight: moved, momentum: velocity, m, v, ema: averaged(moved) };
  }
  const first = 0.9 * m + 0.1 * gradient;
  const second = 0.999 * v + 0.001 * gradient ** 2;
  const corrected = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
  const moved = weight - (corrected * first) / (Math.sqrt(second) + 1e-7) - decayed;
  return { weight: moved, momentum, m: first, v: second, ema: averaged(moved) };
}

/** The entry of a state at a weight's index. */
export function entryAt(state: State, name: string, i: number): Reference {
  const value = (entry: string) => state.get(entry)?.[i] ?? 0;
  return {
    weight: value(name),
    momentum: value(`momentum/${name}`),
    m: value(`m/${name}`),
    v: value(`v/${name}`),
    ema: value(`ema/${name}`),
  };
}
