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

/** The one input as length, channels. @throws Error when it is no sequence. */
export function sequence(inputs: readonly Shape[]): readonly [number, number] {
  const shape = only(inputs);
  if (shape.length !== 2) throw new Error(`takes [length, channels], got [${shape.join(', ')}]`);
  return shape as unknown as readonly [number, number];
}

/** Length and channels of a sequence that comes with its mask. @throws Error when they do not fit. */
export function masked(inputs: readonly Shape[]): readonly [number, number] {
  const [shape, mask] = inputs;
  if (inputs.length !== 2 || shape!.length !== 2 || mask!.length !== 1 || mask![0] !== shape![0]) {
    const got = inputs.map((input) => `[${input.join(', ')}]`).join(' and ');
    throw new Error(`takes [length, channels] and a mask [length], got ${got || 'nothing'}`);
  }
  return shape as unknown as readonly [number, number];
}

/** Length of the one input, which is a list of tokens. @throws Error when it is none. */
export function tokens(inputs: readonly Shape[]): number {
  const shape = only(inputs);
  if (shape.length !== 1) throw new Error(`takes tokens [length], got [${shape.join(', ')}]`);
  return shape[0]!;
}

/** @throws Error unless all are whole numbers from 1. */
export function positive(values: Readonly<Record<string, number>>): void {
  for (const name in values) {
    const value = values[name]!;
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is ${value}, allowed: a whole number from 1`);
  }
}

/** @throws Error unless all are whole numbers from 0. */
export function wholes(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is ${value}, allowed: a whole number from 0`);
  }
}

/** @throws Error unless the groups divide the last axis evenly. */
export function grouped(shape: Shape, groups: number): void {
  positive({ groups });
  const channels = shape.at(-1)!;
  if (channels % groups !== 0) throw new Error(`groups is ${groups}, allowed: what divides ${channels} channels`);
}

/** Height and width after a window of any size that pads `same` and moves by `stride`. */
export const strided = (size: number, stride: number): number => Math.ceil(size / stride);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);
