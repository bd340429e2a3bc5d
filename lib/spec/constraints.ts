import { z } from 'zod';
import { DEVICE_NAME } from '../hardware/devices/catalogue.ts';

const confidence = z
  .number()
  .min(0.5)
  .max(0.999)
  .default(0.9)
  .describe('How sure the prediction must be that a measurement stays below `max`.');
const device = z.string().regex(DEVICE_NAME);

const atMost = (what: string) => z.strictObject({ max: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe(what) });

/** Bounds on what an architecture may cost. */
export const constraintsSchema = z.strictObject({
  latencyMs: z
    .strictObject({
      max: z.number().positive().max(1_000_000).describe('Milliseconds for one inference of one example.'),
      confidence,
      device: device.default('this-machine').meta({
        description: 'Where the network will run: the machine that trains, or a device of the catalogue.',
        examples: ['this-machine', 'my-phone'],
      }),
    })
    .optional()
    .describe('Predicted latency.'),
  energyMj: z
    .strictObject({
      max: z.number().positive().max(1_000_000).describe('Millijoules for one inference of one example.'),
      confidence,
      device: device
        .refine((name) => name !== 'this-machine', 'allowed: a device of the catalogue, for this machine has no meter')
        .optional()
        .meta({
          description: 'A device of the catalogue whose energies were measured; without one, energy is by a model.',
          examples: ['my-phone'],
        }),
    })
    .optional()
    .describe('Predicted energy: measured on a device, or by a model of operations and bytes moved.'),
  parameters: atMost('Trainable weights.').optional().describe('Size of the network.'),
  memoryBytes: atMost('Bytes of weights and activations.')
    .optional()
    .describe('Memory that TensorFlow.js needs for one inference; not known for texts.'),
  macs: atMost('Multiply-accumulate operations of one inference.').optional().describe('Work of one inference.'),
});
