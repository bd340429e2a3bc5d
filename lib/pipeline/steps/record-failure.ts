import { budgetReached, capOf, wasRefused } from '../budget.ts';
import type { Ports } from '../ports.ts';
import { readPrepareFailure } from '../prepare-failure.ts';
import type { SearchState } from '../state.ts';

/** An error as Step Functions hands it to a catcher. */
export interface StateError {
  readonly Error?: string;
  readonly Cause?: string;
}

export interface Failure {
  readonly execution: string;
  /** The state in which it went wrong; no more than the person's input when that was at fault. */
  readonly state: Partial<SearchState> & { readonly error?: StateError };
}

/** Notes in the store why the search failed, if this execution holds it, and says it in words that a person can read. */
export async function recordFailure(ports: Ports, { execution, state }: Failure): Promise<Required<StateError>> {
  const failure = (await preparationFailure(ports, state)) ?? told(state.error);
  const { searchId } = state;
  if (searchId && state.execution === execution) {
    const search = await ports.trials.getSearch(searchId);
    if (search.execution === execution) {
      await ports.trials.setSearchStatus(searchId, 'failed', `${failure.Error}: ${failure.Cause}`);
    }
  }
  return failure;
}

/** What a map over work items fails with: Step Functions' name, or that of the item's own Fail state. */
const MAP_FAILED: readonly string[] = ['States.ExceedToleratedFailureThreshold', 'NotPrepared', 'BudgetReached'];

/**
 * A map over work items says only that an item failed; what the container of a preparation met is in the store.
 * @returns undefined when it is not a preparation that failed
 */
async function preparationFailure(ports: Ports, { searchId, next, error }: Failure['state']) {
  // The state says PREPARE still when the step after it fails.
  if (!searchId || next !== 'PREPARE' || !MAP_FAILED.includes(error?.Error ?? '')) return undefined;
  const search = await ports.trials.getSearch(searchId);
  if (await wasRefused(ports, search, capOf(search, 'prepare'))) {
    const { name, message } = await budgetReached(ports, search);
    return { Error: name, Cause: message };
  }
  const { error: name, cause } = await readPrepareFailure(ports, searchId);
  return { Error: name, Cause: cause };
}

/** A Fail state may not use the names that are Step Functions' own: https://states-language.net/#appendix-a */
const told = ({ Error: name = 'Error', Cause = '' }: StateError = {}): Required<StateError> => ({
  Error: name.replace(/^States\./, ''),
  Cause: readable(Cause),
});

/**
 * Lambda reports an error as JSON with its message and stack:
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
function readable(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
}
