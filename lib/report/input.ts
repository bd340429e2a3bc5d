import type { Network, Shape } from '../network/network.ts';
import type { Footprint } from '../pipeline/footprint.ts';
import type { Measurement } from '../pipeline/measurement.ts';
import type { Specification } from '../spec/specification.ts';
import type { JsonObject, Trial } from '../trial/trial.ts';

/** What a report is made from: what the stores know of a finished search. */
export interface ReportInput {
  readonly search: { readonly id: string; readonly spec: Specification };
  /** All of the search, final ones too. */
  readonly trials: readonly Trial[];
  /** Of the finalists, by device; none where nothing was measured. */
  readonly measurements?: readonly Measurement[];
  readonly data: ReportData;
  /** Of the architecture that won; nothing is drawn without it. */
  readonly network?: Network;
  /** Of the whole search. */
  readonly footprint: Footprint;
  /** An architecture in one line. */
  describe(architecture: JsonObject): string;
  /** The engine fingerprint that trial keys are made with. */
  readonly trainer: string;
  /** Where the model's model.json is: a path or an address. */
  readonly model?: string;
}

/** The data set, as its manifest tells. */
export interface ReportData {
  readonly digest: string;
  readonly input: Shape;
  readonly classes: readonly string[];
  /** Examples in each split. */
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
}
