/** The command was used wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A search on AWS has failed or was stopped: exit code 1. */
export class SearchFailedError extends Error {
  override readonly name = 'SearchFailedError';
}

/** Something that a search on AWS needs is not as it must be: exit code 1. */
export class ChecksFailedError extends Error {
  override readonly name = 'ChecksFailedError';
}

/** Somebody does not want to look any more; the search goes on: exit code 130. */
export class WatchInterruptedError extends Error {
  override readonly name = 'WatchInterruptedError';
}

/** Somebody ended a command that leaves nothing behind: exit code 130. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
