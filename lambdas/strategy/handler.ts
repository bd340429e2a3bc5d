import { type Beginning, readSearchInput } from '../../lib/pipeline/input.ts';
import type { SearchState } from '../../lib/pipeline/state.ts';
import { collect } from '../../lib/pipeline/steps/collect.ts';
import { collectFinalists } from '../../lib/pipeline/steps/collect-finalists.ts';
import { initialise } from '../../lib/pipeline/steps/initialise.ts';
import { propose } from '../../lib/pipeline/steps/propose.ts';
import { type Failure, recordFailure } from '../../lib/pipeline/steps/record-failure.ts';
import { selectFinalists } from '../../lib/pipeline/steps/select-finalists.ts';
import { publishReport } from '../../lib/report/publish.ts';
import { SPACE_MODULES_VARIABLE } from '../../lib/trial/environment.ts';
import { openPorts } from '../ports.ts';

/** What the state machine sends: the step to take, and the search's state (or, to begin, its input). */
export type StrategyEvent =
  | ({ readonly step: 'initialise' } & Beginning)
  | { readonly step: 'propose' | 'collect' | 'finalists' | 'collect-finalists' | 'report'; readonly state: SearchState }
  | ({ readonly step: 'fail' } & Failure);

/** The steps of a search that need no GPU. Each can be repeated at any time without changing the outcome. */
export async function handler(event: StrategyEvent): Promise<unknown> {
  const ports = await openPorts(process.env);
  switch (event.step) {
    case 'initialise':
      return initialise(
        ports,
        readSearchInput(event, { spaceModules: process.env[SPACE_MODULES_VARIABLE] === 'true' }),
      );
    case 'propose':
      return propose(ports, event.state);
    case 'collect':
      return collect(ports, event.state);
    case 'finalists':
      return selectFinalists(ports, event.state);
    case 'collect-finalists':
      return collectFinalists(ports, event.state);
    case 'report':
      return publishReport(ports, event.state);
    case 'fail':
      return recordFailure(ports, event);
    default:
      throw new Error(`step: got ${JSON.stringify((event as { step: unknown }).step)}`);
  }
}
