import type { Network } from '../network/network.ts';

/** Predicts what a network costs on one device, from a profile measured there. Pure: runs in a Lambda. */
export interface LatencyPredictor {
  /** Milliseconds for one inference of one example. */
  latencyMs(network: Network): number;
}
