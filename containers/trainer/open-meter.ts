import { uptime } from 'node:os';
import { readManifest } from '../../lib/data/manifest.ts';
import { capOf } from '../../lib/pipeline/budget.ts';
import type { SearchRecord, Stores } from '../../lib/store/ports.ts';
import type { Machine } from '../../lib/trial/charge.ts';
import { type SearchWork, workText } from '../../lib/trial/work-item.ts';
import type { Clock } from './clock.ts';
import type { TrainerEnvironment } from './environment.ts';
import { Meter } from './meter.ts';

/** The meter of a container, started: what its work may cost follows from the search and from the kind of its trials. */
export async function openMeter(options: {
  readonly environment: Pick<TrainerEnvironment, 'attempt'> & { readonly work: SearchWork };
  readonly machine: Machine;
  readonly stores: Stores;
  readonly search: SearchRecord;
  readonly clock: Clock;
}): Promise<Meter> {
  const { machine, stores, search, clock } = options;
  const { work, attempt } = options.environment;
  const bill = {
    ledger: stores.ledger,
    searchId: search.id,
    attempt,
    work: workText(work),
    machine,
    // A container has no clock of its own: this is since when the host is up.
    boot: clock.now() - uptime() * 1000,
    cap: await capFor(work, search, stores),
  };
  return Meter.start(bill, { clock });
}

/** The trials of a work item are of one kind. */
async function capFor(
  work: SearchWork,
  search: SearchRecord,
  { trials, artefacts }: Stores,
): Promise<number | undefined> {
  if (work.kind !== 'train') return capOf(search, 'prepare');
  const { kind } = await trials.get({ searchId: search.id, number: work.trials[0]! });
  return capOf(search, kind, await readManifest(artefacts, search.id));
}
