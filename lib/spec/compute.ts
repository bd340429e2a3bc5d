import { z } from 'zod';

/** Where a search trains on AWS; on a computer of one's own it changes nothing. */
export interface Compute {
  readonly device: 'gpu' | 'cpu';
  readonly onDemand: boolean;
  readonly packing: number;
}

export const computeSchema = z.strictObject({
  device: z
    .enum(['gpu', 'cpu'])
    .default('gpu')
    .describe('What trainers run on: one GPU each, or two virtual cores each, cheaper for tiny searches.'),
  onDemand: z
    .boolean()
    .default(true)
    .describe(
      'Whether a work item whose spot instances are taken back again and again moves to an on-demand instance, at about ' +
        'three times the price; without it its trials fail.',
    ),
  packing: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('Trials that one container trains side by side; useful when one leaves most of a GPU idle.'),
}) satisfies z.ZodType<Compute>;
