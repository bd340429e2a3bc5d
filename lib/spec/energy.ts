import { z } from 'zod';
import { confidence, device, upTo } from './bound-fields.ts';
import { THIS_MACHINE } from './latency.ts';

/** A bound on the energy that a network takes. */
export interface EnergyBound {
  /** Millijoules. */
  readonly max: number;
  /** Probability with which a measurement stays below `max`; says nothing of a model. */
  readonly confidence: number;
  /** Where energies were measured; by a model where none is named. */
  readonly device?: string | undefined;
}

/** A bound on predicted energy. */
export const energySchema = z.strictObject({
  max: upTo('Millijoules'),
  confidence,
  device: device
    .refine((name) => name !== THIS_MACHINE, 'allowed: a device of the catalogue, for this machine has no meter')
    .optional()
    .meta({
      description: 'A device of the catalogue whose energies were measured; without one, energy is by a model.',
      examples: ['my-phone'],
    }),
});
