import type { Network, Shape } from '../../network/network.ts';

/** A grid of locations; see `strides` in network/network.ts. */
export interface Level {
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  /**
   * A location learns boxes whose farthest edge is more than `above` and at most `upTo` pixels away, so that each level
   * learns objects of its size. `upTo` is 8 strides, as in FCOS (Tian et al. 2019, arXiv:1904.01355, section 3.2); the last
   * level takes all that are larger.
   */
  readonly above: number;
  readonly upTo: number;
}

/** How a detector's output is to be read. */
export interface Head {
  /** [height, width, channels] of the network's input. */
  readonly input: Shape;
  readonly levels: readonly Level[];
  readonly classes: number;
}

/** Numbers of a location before its class logits: four distances and the centre-ness logit. */
export const BEFORE_CLASSES = 5;

/** Largest distance of an edge that a level learns, in strides. */
const REACH = 8;

/** @param output shape of the network's output @throws Error unless the output fits the input and the strides. */
export function headOf({ input, strides = [] }: Pick<Network, 'input' | 'strides'>, output: Shape): Head {
  const text = `[${strides.join(', ')}]`;
  if (strides.length === 0 || strides.some((stride, i) => !(stride > (strides[i - 1] ?? 0)))) {
    throw new Error(`network.strides: got ${text}; allowed: one ascending number above 0 a level`);
  }
  const [height, width] = input;
  const levels = strides.map((stride, i) => ({
    stride,
    rows: Math.ceil(height! / stride),
    columns: Math.ceil(width! / stride),
    above: i === 0 ? 0 : REACH * strides[i - 1]!,
    upTo: i === strides.length - 1 ? Number.POSITIVE_INFINITY : REACH * stride,
  }));
  const locations = levels.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  if (output.length !== 2 || output[0] !== locations || output[1]! <= BEFORE_CLASSES) {
    throw new Error(
      `network.output: got [${output.join(', ')}]; allowed: [${locations}, ${BEFORE_CLASSES} + classes] for strides ${text} on [${input.join(', ')}]`,
    );
  }
  return { input, levels, classes: output[1]! - BEFORE_CLASSES };
}

/** A place of a level, in pixels of the input. */
export interface Location {
  readonly x: number;
  readonly y: number;
  readonly level: Level;
}

/** Centres of a level's columns (or rows), in pixels of the input. */
export const centres = (count: number, stride: number): number[] =>
  Array.from({ length: count }, (_, i) => stride * (i + 1 / 2));

/** Every location, in the order of the network's output. */
export function locationsOf({ levels }: Head): readonly Location[] {
  return levels.flatMap((level) => {
    const { rows, columns, stride } = level;
    return centres(rows, stride).flatMap((y) => centres(columns, stride).map((x) => ({ x, y, level })));
  });
}
