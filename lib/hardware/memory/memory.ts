import type { Network } from '../../network/network.ts';
import { peakBytes } from './peak.ts';
import { storedBytes } from './weights.ts';

/**
 * Bytes that a model takes in TensorFlow.js while it answers for one example: weights in float32 and peakBytes.
 * @returns undefined where peakBytes is
 */
export function memoryBytes(network: Network): number | undefined {
  const peak = peakBytes(network);
  return peak === undefined ? undefined : storedBytes(network) + peak;
}
