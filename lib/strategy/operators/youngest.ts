import type { Survival } from './operators.ts';

/** Ageing: the last `size` individuals live, however good the older ones were (arXiv:1802.01548, section 3.2). */
export function youngest(size: number): Survival {
  return (individuals) => individuals.slice(-size);
}
