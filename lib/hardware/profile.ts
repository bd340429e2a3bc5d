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
  /** Milliseconds of a network = intercept + slope * sum of its operators. */
  readonly fit: { readonly intercept: number; readonly slope: number; readonly networks: number };
  /** How well networks are predicted that neither gave the fit nor, on purpose, the operators. */
  readonly check: {
    readonly networks: number;
    /** Rank correlation of predicted and measured; 1 is the same order. */
    readonly spearman: number;
    /** Mean of |predicted - measured| / measured, in percent. */
    readonly meanAbsolutePercentageError: number;
  };
}
