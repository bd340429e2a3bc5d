import { openStores } from '../../../lib/store/open.ts';

/** Bytes of an artefact that takes its time to be written. */
export const TORN_SIZE = 32_000_000;

/** Puts version after version of one artefact, each full of its own number, until it is killed. */
if (import.meta.main) {
  const { artefacts } = await openStores(process.argv[2]!);
  const bytes = new Uint8Array(TORN_SIZE);
  for (let version = 1; ; version = (version % 250) + 1) await artefacts.put('shared', bytes.fill(version));
}
