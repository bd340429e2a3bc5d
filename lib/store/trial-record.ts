import type { Metrics, Trial, TrialResult, TrialState } from '../trial/trial.ts';

/**
 * A trial as every adapter keeps it. Structures are JSON text: a database's numbers have another range than JavaScript's
 * (DynamoDB: 38 digits, and its SDK refuses numbers past 2^53), while JSON text gives every float64 back exactly.
 */
export interface TrialRecord extends TrialFields {
  /** The trial as it was proposed. */
  readonly proposal: string;
  readonly state: TrialState;
}

/** What a trial gains after it was proposed. */
export interface TrialFields {
  readonly attempt?: string | null;
  readonly predicted?: string | null;
  readonly result?: string | null;
  readonly failure?: string | null;
}

/** JSON text of a value. @throws RangeError for NaN and the infinities, which JSON would turn into null */
export function jsonText(value: object): string {
  return JSON.stringify(value, (field, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner))
      throw new RangeError(`${field}: got ${inner}; allowed: a finite number`);
    return inner;
  });
}

/** The text of a trial as it is proposed, whatever its state. @throws RangeError as jsonText does */
export const toProposal = (trial: Trial): string => jsonText({ ...trial, state: 'proposed' });

/** The trial that a record stands for: as proposed, with what it gained since. */
export function toTrial({ proposal, state, attempt, predicted, result, failure }: TrialRecord): Trial {
  return {
    ...(JSON.parse(proposal) as Trial),
    state,
    ...(attempt != null && { attempt }),
    ...(predicted != null && { predicted: JSON.parse(predicted) as Metrics }),
    ...(result != null && { result: JSON.parse(result) as TrialResult }),
    ...(failure != null && { failure }),
  };
}
