import { type DataManifest, readManifest } from '../data/manifest.ts';
import type { DeviceProfile } from '../hardware/profile.ts';
import { createSpace } from '../space/registry.ts';
import type { Problem, Space } from '../space/space.ts';
import type { Specification } from '../spec/specification.ts';
import { deviceProfileKey } from '../trial/keys.ts';
import { SearchError } from './errors.ts';
import type { Ports } from './ports.ts';

/** A search whose data set is known, as its steps see it. */
export interface SearchContext {
  readonly searchId: string;
  readonly spec: Specification;
  readonly space: Space;
  readonly manifest: DataManifest;
  readonly problem: Problem;
}

/** The device whose latency a search predicts. */
export const deviceOf = (spec: Specification): string => spec.constraints.latencyMs?.device ?? 'this-machine';

/** @throws SearchError NotPrepared when the data set has not been read yet. */
export async function loadContext(ports: Ports, searchId: string): Promise<SearchContext> {
  const spec = (await ports.trials.getSearch(searchId)).spec as unknown as Specification;
  const manifest = await readManifest(ports.artefacts, searchId);
  if (!manifest) throw new SearchError('NotPrepared', `search ${searchId}: its data set has not been prepared`);
  const problem = { input: manifest.input, classes: manifest.classes.length };
  return { searchId, spec, space: createSpace(spec.space), manifest, problem };
}

/** Where the profile of the search's device is, measured with the search's space and trainer. */
export function profileKey({ trainer }: Ports, { spec, problem }: SearchContext): string {
  return deviceProfileKey({ device: deviceOf(spec), space: spec.space, problem, trainer });
}

/** The profile of the search's device; undefined before `prepare`. */
export async function loadProfile(ports: Ports, context: SearchContext): Promise<DeviceProfile | undefined> {
  const bytes = await ports.artefacts.get(profileKey(ports, context));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as DeviceProfile);
}
