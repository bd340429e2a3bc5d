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
    .describe(
      'Shares of `recipe.epochs` that architectures are trained for, rising to 1; so many times fewer go on as the next is longer.',
    ),
};
