import { elements } from '../../network/definition.ts';
import { inferenceNetwork } from '../../network/inference.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';

/** Bytes of a number on disk. */
const BYTES = { float32: 4, float16: 2, int8: 1 } as const;
/** Of an int8 weight, its scale and its least value, as tfjs-converter keeps them. */
const QUANTISED = 8;

export type StoredPrecision = keyof typeof BYTES;

/** Bytes on disk of the weights that inference needs, moving statistics among them; batch norms are not folded. */
export function storedBytes(trained: Network, precision: StoredPrecision = 'float32'): number {
  return weightSpecs(inferenceNetwork(trained)).reduce(
    (sum, { shape }) => sum + elements(shape) * BYTES[precision] + (precision === 'int8' ? QUANTISED : 0),
    0,
  );
}
