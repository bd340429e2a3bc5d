import { median } from '../math/statistics.ts';
import type { Interval } from './scales.ts';

/** How far below the median an axis goes, as a multiple of the way from the median up to the best. */
const REACH = 3;
/** Share of its length that an axis is drawn longer at either end, so that no mark stands on the frame. */
const MARGIN = 0.08;
/** The least length of a score's axis. */
const SHORTEST = 0.01;

/**
 * The scores an axis shows. A few networks that learnt nothing would press all others into a line, so the axis
 * ends below the median; what lies lower is drawn at its foot.
 */
export function scoreDomain(scores: readonly number[]): Interval {
  if (scores.length === 0) return [0, 1];
  const [least, middle, best] = [Math.min(...scores), median(scores), Math.max(...scores)];
  const low = Math.max(least, Math.min(middle - REACH * (best - middle), best - SHORTEST));
  const margin = Math.max(best - low, SHORTEST) * MARGIN;
  return [Math.max(0, low - margin), Math.min(1, best + margin)];
}

/** Costs on either kind of axis: logarithmic when they span more than a factor of 20. */
export function costDomain(costs: readonly number[]): { readonly domain: Interval; readonly logarithmic: boolean } {
  if (costs.length === 0) return { domain: [0, 1], logarithmic: false };
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  if (least > 0 && most / least > 20) {
    const margin = (most / least) ** MARGIN;
    return { domain: [least / margin, most * margin], logarithmic: true };
  }
  const margin = (most - least || most || 1) * MARGIN;
  return { domain: [Math.max(0, least - margin), most + margin], logarithmic: false };
}
