import { z } from 'zod';

/** Devices whose latency can be predicted. */
const DEVICES = ['this-machine'] as const;

const atMost = (what: string) => z.strictObject({ max: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe(what) });

/** Bounds on what an architecture may cost. */
export const constraintsSchema = z.strictObject({
  latencyMs: z
    .strictObject({
      max: z.number().positive().max(1_000_000).describe('Milliseconds for one inference of one example.'),
      device: z.enum(DEVICES).default('this-machine').describe('Where the network will run.'),
    })
    .optional()
    .describe('Predicted latency.'),
  parameters: atMost('Trainable weights.').optional().describe('Size of the network.'),
  macs: atMost('Multiply-accumulate operations of one inference.').optional().describe('Work of one inference.'),
});
