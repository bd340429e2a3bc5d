/** Why a search cannot go on. */
export type SearchErrorName =
  | 'NoArchitectureFits'
  | 'NoTrialCompleted'
  | 'NoFinalistCompleted'
  | 'NotPrepared'
  | 'BudgetReached'
  | 'Superseded';

/** A search that cannot go on; `name` is what Step Functions shows as the error. */
export class SearchError extends Error {
  constructor(name: SearchErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

/** Errors that another try would only repeat; the state machine retries all others. */
export const PERMANENT_ERRORS: readonly string[] = [
  ...([
    'NoArchitectureFits',
    'NoTrialCompleted',
    'NoFinalistCompleted',
    'NotPrepared',
    'BudgetReached',
    'Superseded',
  ] satisfies SearchErrorName[]),
  'SpecificationError',
  'SearchConflictError',
  'NotFoundError',
  'RangeError',
];
