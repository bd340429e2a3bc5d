import { z } from 'zod';

/** What one trial may take; beyond it the trial fails and the search goes on. */
export interface Limits {
  /** Of training, on whatever machine trains it. */
  readonly minutes?: number | undefined;
  /** Of its trainer process. */
  readonly memoryGiB?: number | undefined;
}

export const limitsSchema = z.strictObject({
  minutes: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe('Time that a trial may train; a slower one fails. No limit by default.'),
  memoryGiB: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe("Memory that a trial's trainer may hold in GiB; a larger one fails. By default what the machine has."),
}) satisfies z.ZodType<Limits>;
