import type { Recipe } from '../trial/recipe.ts';

/**
 * The learning rate of a step: a linear rise to the peak over the first `warmup` share of all steps, then constant or
 * a cosine that ends at 0 (Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts).
 * @param step from 0
 */
export function learningRateAt(
  { learningRate, schedule, warmup }: Pick<Recipe, 'learningRate' | 'schedule' | 'warmup'>,
  step: number,
  steps: number,
): number {
  const rising = Math.round(warmup * steps);
  if (step < rising) return (learningRate * (step + 1)) / rising;
  if (schedule === 'constant') return learningRate;
  return (learningRate * (1 + Math.cos((Math.PI * (step - rising)) / (steps - rising)))) / 2;
}
