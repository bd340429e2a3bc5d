import type { SearchState } from '../../lib/pipeline/state.ts';
import { predictLatency } from '../../lib/pipeline/steps/predict-latency.ts';
import { openPorts } from '../ports.ts';

/** Predicts the latency of the proposed architectures and rules out those that break a constraint. */
export async function handler({ state }: { readonly state: SearchState }): Promise<SearchState> {
  return predictLatency(await openPorts(process.env), state);
}
