import type { Variation } from './operators.ts';

/** One parent, one decision changed. */
export const mutation: Variation = (space, parent, random) => space.mutate(parent().architecture, random);
