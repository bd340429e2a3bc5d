import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { proposer } from './proposer.ts';

/** Random search without repetition: the baseline every other strategy must beat (arXiv:1902.07638). */
export const random = defineStrategy({
  name: 'random',
  summary: 'Architectures drawn independently; the baseline that every other strategy must beat.',
  options: z.strictObject({}),
  create: (context) =>
    proposer('random', context, ({ space }) => (stream) => ({ architecture: space.sample(stream) })),
});
