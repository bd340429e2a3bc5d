import { z } from 'zod';
import { DEVICE_NAME } from '../hardware/devices/catalogue.ts';

const atMost = (what: string) => z.strictObject({ max: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe(what) });

/** Bounds on what an architecture may cost. */
export const constraintsSchema = z.strictObject({
  latencyMs: z
    .strictObject({
      max: z.number().positive().max(1_000_000).describe('Milliseconds for one inference of one example.'),
      confidence: z
        .number()
        .min(0.5)
        .max(0.999)
        .default(0.9)
        .describe('How sure the prediction must be that a measurement stays below `max`.'),
      device: z
        .string()
        .regex(DEVICE_NAME)
        .default('this-machine')
        .meta({
          description: 'Where the network will run: the machine that trains, or a device of the catalogue.',
          examples: ['this-machine', 'my-phone'],
        }),
    })
    .optional()
    .describe('Predicted latency.'),
  energyMj: z
    .strictObject({
      max: z.number().positive().max(1_000_000).describe('Millijoules for one inference of one example.'),
    })
    .optional()
    .describe('Energy of one inference by a model: its operations and the bytes that it moves.'),
  parameters: atMost('Trainable weights.').optional().describe('Size of the network.'),
  memoryBytes: atMost('Bytes of weights and activations.')
    .optional()
    .describe('Memory that TensorFlow.js needs for one inference; not known for texts.'),
  macs: atMost('Multiply-accumulate operations of one inference.').optional().describe('Work of one inference.'),
});
