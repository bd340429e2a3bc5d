import { z } from 'zod';
import { confidence, device, upTo } from './bound-fields.ts';

/** The machine that trains, which a search measures itself. */
export const THIS_MACHINE = 'this-machine';

/** A bound on what a network takes on one device. */
export interface LatencyBound {
  /** Milliseconds. */
  readonly max: number;
  /** Probability with which a measurement stays below `max`; in searches from before there was one it is absent. */
  readonly confidence: number;
  readonly device: string;
  /** Of this device in the mean over several. */
  readonly weight?: number | undefined;
  readonly soft?: SoftBound | undefined;
}

/** A bound that may be broken at a price: exponents of latency / `max` in the reward, within the bound and beyond it. */
interface SoftBound {
  readonly alpha: number;
  readonly beta: number;
}

/** Twice the latency is worth about 5 % more accuracy (MnasNet, Tan et al. 2019, arXiv:1807.11626, section 3). */
const EXPONENT = -0.07;

const exponent = (when: string) =>
  z.number().min(-2).max(0).default(EXPONENT).describe(`Exponent of latency / \`max\` ${when} the bound.`);

const softBound = z.strictObject({ alpha: exponent('within'), beta: exponent('beyond') });

const latencyBound = z.strictObject({
  max: upTo('Milliseconds'),
  confidence,
  device: device.default(THIS_MACHINE).meta({
    description: 'Where the network will run: the machine that trains, or a device of the catalogue.',
    examples: [THIS_MACHINE, 'my-phone'],
  }),
  weight: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .describe('Of several devices: share in the mean that is minimised; without weights it is the worst case.'),
  soft: z
    .union([z.literal(true).transform(() => softBound.parse({})), softBound])
    .optional()
    .describe('Architectures beyond the bound are trained too, and the score is weighed by the latency.'),
});

const severalBounds = z
  .array(latencyBound)
  .min(1)
  .max(16)
  .superRefine((bounds, context) => {
    const names = bounds.map(({ device }) => device);
    const repeated = names.findIndex((name, i) => names.indexOf(name) < i);
    if (repeated >= 0) {
      context.addIssue({ code: 'custom', path: [repeated, 'device'], message: 'allowed: each device once' });
    }
    const unweighted = bounds.findIndex(({ weight }) => weight === undefined);
    if (unweighted >= 0 && bounds.some(({ weight }) => weight !== undefined)) {
      const message = 'allowed: a weight for each device, or for none';
      context.addIssue({ code: 'custom', path: [unweighted, 'weight'], message });
    }
  });

/** Bounds on predicted latency: of one device, or of several that must all hold. */
export const latencySchema = z.union([latencyBound, severalBounds]);
