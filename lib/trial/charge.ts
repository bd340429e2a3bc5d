/** A machine that costs money by the second. */
export interface Machine {
  /** AWS's id of the instance. */
  readonly instance: string;
  /** e.g. `g5.xlarge` */
  readonly type: string;
  readonly zone: string;
  readonly purchase: 'spot' | 'on-demand';
  readonly usdPerHour: number;
  /** Where the price is from: AWS's spot price history, or the on-demand table of lib/machine. */
  readonly priceSource: 'spot-price-history' | 'on-demand-table';
}

/**
 * What one attempt at a work item pays for its machine. Attempts pay in advance, interval by interval, and get back what
 * they did not use: what a search has paid is never less than what it has used, however an attempt ends.
 */
export interface Charge {
  /** Names the attempt: Batch's job and attempt. */
  readonly attempt: string;
  /** The work item: `prepare`, or the numbers of its trials. */
  readonly work: string;
  readonly machine: Machine;
  /** From when the machine is paid for, ISO 8601: from its boot, or from where the last attempt on it stopped paying. */
  readonly since: string;
  /** Paid time. */
  readonly seconds: number;
  /** Paid money: `seconds` at the machine's price. */
  readonly usd: number;
  readonly state: 'running' | 'ended' | 'refused';
  /** The cap that a payment would have passed; a refused attempt does no work from then on. */
  readonly cap?: number;
}
