import { z } from 'zod';

/** What strategies of several fidelities have in common. */
export const fidelityOptions = {
  fidelities: z
    .array(z.number().positive().max(1))
    .min(1)
    .max(10)
    .default([0.1, 0.3, 1])
    .refine(
      (shares) => shares.at(-1) === 1 && shares.every((share, i) => i === 0 || share > shares[i - 1]!),
      'allowed: rising shares, the last of them 1',
    )
    .describe('Shares of `recipe.epochs` that architectures are trained for, rising to 1.'),
  selectivity: z
    .number()
    .min(1)
    .max(3)
    .default(1.5)
    .describe(
      'How few go on: of a share f, (f / next f) to this power. 1 has all shares cost the same; more trusts short trainings more.',
    ),
};
