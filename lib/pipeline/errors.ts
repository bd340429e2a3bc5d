/** Why a search cannot go on. */
const SEARCH_ERRORS = [
  'NoArchitectureFits',
  'NoTrialCompleted',
  'NoFinalistCompleted',
  'NotPrepared',
  'DataError',
  'BadTeacher',
  'BadWarmStart',
  'BadDevice',
  'BudgetReached',
  'Superseded',
] as const;

export type SearchErrorName = (typeof SEARCH_ERRORS)[number];

/** A search that cannot go on; `name` is what Step Functions shows as the error. */
export class SearchError extends Error {
  constructor(name: SearchErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

/** Errors that another try would only repeat; the state machine retries all others. */
export const PERMANENT_ERRORS: readonly string[] = [
  ...SEARCH_ERRORS,
  'SpecificationError',
  'SearchConflictError',
  'NotFoundError',
  'RangeError',
];
