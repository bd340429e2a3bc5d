import type { Stores } from '../store/ports.ts';

/** What every step of a search needs from outside. */
export interface Ports extends Stores {
  /** The trainer's engine fingerprint, part of every trial key. */
  readonly trainer: string;
}
