import { z } from 'zod';
import { DEVICE_NAME } from '../hardware/devices/catalogue.ts';

/** Fields of bounds on what is predicted of one inference of one example. @param unit in the plural, with a capital */
export const upTo = (unit: string) =>
  z.number().positive().max(1_000_000).describe(`${unit} for one inference of one example.`);

export const confidence = z
  .number()
  .min(0.5)
  .max(0.999)
  .default(0.9)
  .describe('How sure the prediction must be that a measurement stays below `max`.');

export const device = z.string().regex(DEVICE_NAME);
