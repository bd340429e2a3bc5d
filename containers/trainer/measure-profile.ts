import { measureHere } from '../../lib/hardware/measure-here.ts';
import type { ProfileRequest, ProfileTimes } from '../../lib/hardware/profile-request.ts';
import { findMachine } from '../../lib/machine/machine.ts';
import type { ArtefactStore } from '../../lib/store/ports.ts';
import { profileRequestKey, profileTimesKey } from '../../lib/trial/keys.ts';
import type { ProfileWork } from '../../lib/trial/work-item.ts';
import type { Say } from './say.ts';

/** A log is paid for by the byte. */
const PROGRESS_LINES = 10;

/**
 * Times the networks of a request, all in one go, and leaves the times beside it.
 * @throws Error when there is no such request, as whoever made it has given it up
 */
export async function measureProfile(
  artefacts: ArtefactStore,
  { request }: Pick<ProfileWork, 'request'>,
  say: Say,
): Promise<void> {
  const asked = await artefacts.get(profileRequestKey(request));
  if (!asked) throw new Error(`profile: got ${request}; allowed: a request that still stands`);
  const { networks, ...how } = JSON.parse(new TextDecoder().decode(asked)) as ProfileRequest;
  const { rounds } = how;
  const type = (await findMachine())?.machine.type;
  const every = Math.ceil(rounds / PROGRESS_LINES);
  const { ms, engine } = await measureHere(networks, how, (round) => {
    if (round % every === 0) say(`profile: round ${round + 1} of ${rounds}`);
  });
  const times: ProfileTimes = { ms, engine: type === undefined ? engine : `${engine}, on ${type}` };
  await artefacts.put(profileTimesKey(request), new TextEncoder().encode(JSON.stringify(times)));
  say(`profile: ${networks.length} networks measured by ${times.engine}`);
}
