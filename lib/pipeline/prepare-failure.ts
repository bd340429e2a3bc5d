import { prepareFailureKey } from '../trial/keys.ts';
import type { Ports } from './ports.ts';

/** Why a search has no data set: its error's name and, in the user's words where the data is at fault, what it says. */
export interface PrepareFailure {
  readonly error: string;
  readonly cause: string;
}

/** Faults of what the user gave; all else is `NotPrepared`. */
const USERS_FAULTS: readonly string[] = ['DataError', 'BadTeacher', 'BadDevice'];

/** Leaves behind why `prepare` failed, where the search finds it: nothing else of a container reaches the state machine. */
export async function writePrepareFailure(
  { artefacts }: Pick<Ports, 'artefacts'>,
  searchId: string,
  { name, message }: Error,
): Promise<void> {
  const failure: PrepareFailure = { error: USERS_FAULTS.includes(name) ? name : 'NotPrepared', cause: message };
  await artefacts.put(prepareFailureKey(searchId), new TextEncoder().encode(JSON.stringify(failure)));
}

export async function readPrepareFailure(
  { artefacts }: Pick<Ports, 'artefacts'>,
  searchId: string,
): Promise<PrepareFailure> {
  const bytes = await artefacts.get(prepareFailureKey(searchId));
  if (!bytes) return { error: 'NotPrepared', cause: 'its data set is not prepared: see the log of the job' };
  return JSON.parse(new TextDecoder().decode(bytes)) as PrepareFailure;
}
