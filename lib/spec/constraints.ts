import { z } from 'zod';
import { energySchema } from './energy.ts';
import { latencySchema } from './latency.ts';

const atMost = (what: string) => z.strictObject({ max: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe(what) });

/** Bounds on what an architecture may cost. */
export const constraintsSchema = z.strictObject({
  latencyMs: latencySchema.optional().describe('Predicted latency, on one device or on each of several.'),
  energyMj: energySchema
    .optional()
    .describe('Predicted energy: measured on a device, or by a model of operations and bytes moved.'),
  parameters: atMost('Trainable weights.').optional().describe('Size of the network.'),
  memoryBytes: atMost('Bytes of weights and activations.')
    .optional()
    .describe('Memory that TensorFlow.js needs for one inference; not known for texts.'),
  macs: atMost('Multiply-accumulate operations of one inference.').optional().describe('Work of one inference.'),
});
