import { capOf, wasRefused } from '../budget.ts';
import { heldSearch } from '../hold.ts';
import type { Ports } from '../ports.ts';
import type { SearchState } from '../state.ts';
import { abandonDead } from './collect.ts';
import { retrainOrReport } from './select-finalists.ts';

/** Closes a pass over the final trials, as `collect` does for a generation. */
export async function collectFinalists(ports: Ports, state: SearchState): Promise<SearchState> {
  const search = await heldSearch(ports, state);
  if (!(await wasRefused(ports, search, capOf(search, 'final')))) await abandonDead(ports, state);
  return retrainOrReport(ports, { ...state, passes: state.passes + 1 });
}
