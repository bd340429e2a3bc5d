import { hashJson } from '../trial/json.ts';
import type { SearchState } from './state.ts';

/**
 * The state, or the one that hands the search to a new execution when this one has a long history. The new one's name
 * follows from this one's, so that a start whose answer was lost and that is repeated starts nothing twice:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function continueIfLong(state: SearchState): SearchState {
  const { searchId, execution, maxConcurrency, continueAfter } = state;
  if (state.passes < continueAfter) return state;
  const name = `${searchId}-${hashJson(execution).slice(0, 12)}`;
  const input = { searchId, maxConcurrency, continueAfter };
  return { ...state, next: 'CONTINUE', work: [], continuation: { name, input } };
}
