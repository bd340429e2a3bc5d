import type { ActivationName } from '../../network/network.ts';

/** What a block's place in a network asks of it. */
export interface Placement {
  /** Channels that it gives. */
  readonly channels: number;
  readonly activation: ActivationName;
  readonly stride: number;
  /** Above 0, and 1 for the last block of the network. */
  readonly depth: number;
}
