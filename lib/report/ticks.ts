/** Round numbers inside a range, for an axis. */
export interface Ticks {
  readonly values: readonly number[];
  /** Decimals that tell the values apart. */
  readonly digits: number;
}

/**
 * Multiples of 1, 2 or 5 times a power of ten, about `count` of them, as d3-array's `ticks` chooses.
 * A range of no length gives its one value.
 */
export function linearTicks(low: number, high: number, count: number): Ticks {
  if (!(high > low)) return { values: [low], digits: 2 };
  const rough = (high - low) / Math.max(1, count);
  const power = Math.floor(Math.log10(rough));
  const factor = roundFactor(rough / 10 ** power);
  const digits = Math.max(0, factor === 10 ? -power - 1 : -power);
  // Multiplied for steps of 1 and more, divided for fractions: 3 / 10 is the number 0.3, 3 * 0.1 is not.
  const at = power >= 0 ? (i: number) => i * factor * 10 ** power : (i: number) => (i * factor) / 10 ** -power;
  const step = at(1);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return { values: Array.from({ length: last - first + 1 }, (_, i) => at(first + i)), digits };
}

const roundFactor = (fraction: number) =>
  fraction >= Math.sqrt(50) ? 10 : fraction >= Math.sqrt(10) ? 5 : fraction >= Math.sqrt(2) ? 2 : 1;

/** 1, 2 and 5 times the powers of ten inside a range; the powers alone where there would be more than `count`. */
export function logTicks(low: number, high: number, count: number): Ticks {
  const powers = range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)));
  const inside = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => (power >= 0 ? factor * 10 ** power : factor / 10 ** -power)))
      .filter((value) => value >= low && value <= high);
  const all = inside([1, 2, 5]);
  const values = all.length <= count ? all : inside([1]);
  return { values, digits: Math.max(0, -Math.floor(Math.log10(values[0] ?? 1))) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
