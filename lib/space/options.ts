import { z } from 'zod';

/** The choices of one decision, as an option of a space: one or more, all different. */
export const choice = <T extends z.ZodType>(value: T) =>
  z
    .array(value)
    .min(1)
    .refine((values) => new Set(values).size === values.length, 'the choices must differ from each other');

/** Channels at each width, multiples of 4, as vectorised kernels like them; widths that round to the same are one choice. */
export function scaledChannels(channels: number, widths: readonly number[]): readonly number[] {
  return [...new Set(widths.map((width) => Math.max(4, Math.round((channels * width) / 4) * 4)))];
}
