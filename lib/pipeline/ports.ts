import type { Compute } from '../spec/compute.ts';
import type { Stores } from '../store/ports.ts';

/** What every step of a search needs from outside. */
export interface Ports extends Stores {
  /** Engine fingerprints by what a search trains on, parts of every trial key. Devices are measured by the `cpu` one. */
  readonly trainers: Readonly<Record<Compute['device'], string>>;
}
