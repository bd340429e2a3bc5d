import { covariance } from '../../math/parts.ts';
import { featuresOf, scalesOf, type Traits } from './features.ts';
import { hypothesesOf } from './hypotheses.ts';

/** How architectures to measure are found: as they come, or the most telling of a pool. */
export const CHOICES = ['random', 'telling'] as const;

/** What a measurement varies by, in squares of the mean. */
const NOISE = 0.007;

/**
 * Which architectures to measure on a new device: again and again the one whose milliseconds are known least, given those
 * chosen before, under the broadest of the hypotheses. Their values are not needed: what a Gaussian process does not know
 * depends on places only (Krause, Singh and Guestrin 2008, JMLR 9, greedy entropy).
 * @param pool architectures that could be measured
 * @param count at most as many as the pool has
 * @returns their positions in the pool, the most telling first
 */
export function mostTelling(pool: readonly Traits[], count: number): readonly number[] {
  const scales = scalesOf(pool);
  const features = pool.map((traits) => featuresOf(traits, scales));
  const [itsOwn, mixture] = hypothesesOf(scales.references.length);
  const parts = Object.entries(mixture ?? itsOwn!) as [
    keyof (typeof features)[number],
    Parameters<typeof covariance>[0],
  ][];
  const together = (i: number, j: number) =>
    parts.reduce(
      (sum, [name, part]) => sum + part.variance * covariance(part, features[i]![name], features[j]![name]),
      0,
    );
  const unknown = pool.map((_, i) => together(i, i));
  const rows: number[][] = [];
  const chosen: number[] = [];
  // Rows of a Cholesky decomposition that pivots on the greatest variance left.
  while (chosen.length < Math.min(count, pool.length)) {
    const next = greatest(unknown, chosen);
    const root = Math.sqrt(unknown[next]! + NOISE);
    const row = pool.map(
      (_, i) => (together(next, i) - rows.reduce((sum, other) => sum + other[next]! * other[i]!, 0)) / root,
    );
    for (const [i, value] of row.entries()) unknown[i]! -= value * value;
    rows.push(row);
    chosen.push(next);
  }
  return chosen;
}

function greatest(values: readonly number[], except: readonly number[]): number {
  return values.reduce(
    (best, value, i) => (!except.includes(i) && (best === -1 || value > values[best]!) ? i : best),
    -1,
  );
}
