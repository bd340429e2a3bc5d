import type { Recipe } from '../trial/recipe.ts';

type Plan = Pick<Recipe, 'learningRate' | 'schedule' | 'warmup'>;

/**
 * The learning rate of a step. Every schedule but `oneCycle` rises linearly to the peak over the first `warmup` share of
 * all steps.
 * @param step from 0
 */
export function learningRateAt(plan: Plan, step: number, steps: number): number {
  const { learningRate: peak, schedule, warmup } = plan;
  if (schedule === 'oneCycle') return oneCycle(peak, warmup * steps - 1, step, steps - 1);
  const rising = Math.round(warmup * steps);
  if (step < rising) return (peak * (step + 1)) / rising;
  switch (schedule) {
    case 'constant':
      return peak;
    /** Ends at 0: Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts. */
    case 'cosine':
      return between(peak, 0, (step - rising) / (steps - rising));
    /** A tenth after half of all steps, a hundredth after three quarters: He et al. 2016, arXiv:1512.03385, on CIFAR. */
    case 'step':
      return peak * (step < steps / 2 ? 1 : step < (3 * steps) / 4 ? 0.1 : 0.01);
  }
}

/** Of the peak: where one cycle begins, and of that, where it ends. */
const BEGIN = 1 / 25;
const END = 1e-4;

/**
 * Up to the peak at step `top`, then down to `last`, both along half a cosine: Smith and Topin 2018, arXiv:1708.07120, as
 * https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html does by default.
 */
function oneCycle(peak: number, top: number, step: number, last: number): number {
  const begin = peak * BEGIN;
  if (step > top) return between(peak, begin * END, (step - top) / (last - top));
  return top > 0 ? between(begin, peak, step / top) : peak;
}

/** Along half a cosine; `share` of the way is from 0 to 1. */
const between = (from: number, to: number, share: number) => to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
