import { z } from 'zod';
import { TASKS } from '../../trial/task.ts';
import { type Device, QUANTITIES } from './device.ts';

const numbers = z.array(z.number());
const centred = z.object({ mean: numbers, size: z.number().positive() });
const share = z.number().min(0).max(1);

const model = z.object({
  scales: z.object({
    counts: centred,
    decisions: centred,
    references: numbers,
    common: z.number().positive(),
    slopes: numbers,
    differences: z.number().positive(),
  }),
  measured: z
    .array(
      z.object({
        traits: z.object({ counts: numbers, decisions: numbers, references: numbers }),
        ms: z.number().positive(),
      }),
    )
    .min(1),
  fits: z
    .array(z.object({ scale: z.number().positive(), variances: numbers, noise: numbers, evidence: z.number() }))
    .min(1),
  stretch: z.number().positive(),
});

const regression = z.object({ constant: z.number(), perMac: z.number(), perByte: z.number() });

const profile = z.object({
  engine: z.string(),
  problem: z.object({
    task: z.enum(TASKS),
    input: z.array(z.int().positive()),
    classes: z.int().min(0),
    vocabulary: z.int().positive().optional(),
  }),
  architectures: z.array(z.record(z.string(), z.json())).optional(),
  operators: z.record(z.string(), z.number().min(0)),
  regressions: z.record(z.string(), regression).and(z.object({ any: regression })),
});

const device = z.object({
  name: z.string(),
  // Devices from before there were energies are of latency.
  quantity: z.enum(QUANTITIES).default('latency'),
  space: z.looseObject({ name: z.string() }),
  get references() {
    return z.array(device);
  },
  model,
  check: z.object({
    networks: z.int(),
    spearman: z.number().min(-1).max(1),
    meanAbsolutePercentageError: z.number().min(0),
    within5: share,
    within10: share,
    coverage90: share,
  }),
  profile: profile.optional(),
});

/**
 * A device that was exported.
 * @param filename names the text in messages
 * @throws RangeError naming every field that does not fit
 */
export function parseDevice(text: string, filename: string): Device {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${filename} is no device: ${(error as Error).message}`);
  }
  const result = device.safeParse(value);
  if (result.success) return result.data as unknown as Device;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the text'}: ${message}`);
  throw new RangeError(`${filename} is no device: ${faults.join('; ')}`);
}
