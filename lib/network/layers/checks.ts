import type { Shape } from '../network.ts';

/** @throws Error unless there is exactly one input. */
export function only(inputs: readonly Shape[]): Shape {
  if (inputs.length !== 1) throw new Error(`takes one input, got ${inputs.length}`);
  return inputs[0]!;
}

/** The one input as height, width, channels. @throws Error when it is no image. */
export function image(inputs: readonly Shape[]): readonly [number, number, number] {
  const shape = only(inputs);
  if (shape.length !== 3) throw new Error(`takes [height, width, channels], got [${shape.join(', ')}]`);
  return shape as unknown as readonly [number, number, number];
}

/** @throws Error unless all are whole numbers from 1. */
export function positive(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is ${value}, allowed: a whole number from 1`);
  }
}

/** Height and width after a window of any size that pads `same` and moves by `stride`. */
export const strided = (size: number, stride: number): number => Math.ceil(size / stride);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);
