import type { Network } from '../network/network.ts';

/**
 * Networks that somebody wants timed on another machine. They travel as they are, not as architectures of a space: so they
 * are the same there, and a space that is a module runs none of its code there. Plain JSON.
 */
export interface ProfileRequest {
  readonly networks: readonly Network[];
  /** Turns in which each network is timed. */
  readonly rounds: number;
  readonly threads: number | 'all';
}

/** What comes back. Plain JSON. */
export interface ProfileTimes {
  /** Milliseconds of each network, in order. */
  readonly ms: readonly number[];
  /** What was measured. */
  readonly engine: string;
}
