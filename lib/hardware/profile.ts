import type { TransferModel } from './transfer/model.ts';
import type { Quality } from './transfer/quality.ts';

/** Milliseconds of an operator that was not measured, from its work: constant + perMac * macs + perByte * bytes. */
export interface Regression {
  readonly constant: number;
  readonly perMac: number;
  readonly perByte: number;
}

/** What was measured on one device. Plain JSON. */
export interface DeviceProfile {
  readonly device: string;
  /** Fingerprint of the engine that was measured. */
  readonly engine: string;
  /** Milliseconds by operator signature. */
  readonly operators: { readonly [signature: string]: number };
  /** By operator type; `any` holds for types that were not measured. */
  readonly regressions: { readonly any: Regression; readonly [type: string]: Regression };
  /** What whole networks take, given their operators. */
  readonly model: TransferModel;
  /** How well half of the networks are predicted by what was learnt of the other half. */
  readonly check: Quality;
}
