import type { Individual } from '../history.ts';
import { crowded } from './crowded.ts';
import { fittest } from './fittest.ts';

/** The best `size` by number: by score, or with several objectives front after front (crowded.ts). */
export function leading(complete: readonly Individual[], size: number): readonly Individual[] {
  const survival = complete[0]?.costs.length ? crowded(size) : fittest(size);
  const numbers = new Set(survival(complete).map(({ number }) => number));
  return complete.filter(({ number }) => numbers.has(number));
}
