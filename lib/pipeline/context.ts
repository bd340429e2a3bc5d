import { type DataManifest, readManifest } from '../data/manifest.ts';
import type { DeviceProfile } from '../hardware/profile.ts';
import { createSpace } from '../space/registry.ts';
import type { Problem, Space } from '../space/space.ts';
import type { Specification } from '../spec/specification.ts';
import { specificationOf } from '../spec/stored.ts';
import type { SearchRecord } from '../store/ports.ts';
import { deviceProfileKey } from '../trial/keys.ts';
import { SearchError } from './errors.ts';
import type { Ports } from './ports.ts';
import { readPrepareFailure } from './prepare-failure.ts';

/** A search whose data set is known, as its steps see it. */
export interface SearchContext {
  readonly searchId: string;
  readonly search: SearchRecord;
  readonly spec: Specification;
  readonly space: Space;
  readonly manifest: DataManifest;
  readonly problem: Problem;
  /** Fingerprint of the engine that trains for this search. */
  readonly trainer: string;
}

/** The device whose latency a search predicts. */
export const deviceOf = (spec: Specification): string => spec.constraints.latencyMs?.device ?? 'this-machine';

/** @throws SearchError NotPrepared when the data set has not been read yet. */
export async function loadContext(ports: Ports, searchId: string): Promise<SearchContext> {
  const search = await ports.trials.getSearch(searchId);
  const spec = specificationOf(search);
  const manifest = await readManifest(ports.artefacts, searchId);
  if (!manifest) {
    const { cause } = await readPrepareFailure(ports, searchId);
    throw new SearchError('NotPrepared', `search ${searchId}: ${cause}`);
  }
  const problem = problemOf(manifest);
  const trainer = ports.trainers[spec.compute.device];
  return { searchId, search, spec, space: createSpace(spec.space), manifest, problem, trainer };
}

/** What a network must do with a data set. */
export const problemOf = ({ task, input, classes, vocabulary }: ProblemData): Problem => ({
  task,
  input,
  classes: classes.length,
  ...(vocabulary !== undefined && { vocabulary }),
});

type ProblemData = Pick<DataManifest, 'task' | 'input' | 'classes' | 'vocabulary'>;

/** Where the profile of the search's device is, measured with the search's space. */
export function profileKey({ trainers }: Pick<Ports, 'trainers'>, { spec, problem }: SearchContext): string {
  return deviceProfileKey({ device: deviceOf(spec), space: spec.space, problem, trainer: trainers.cpu });
}

/** The profile of the search's device; undefined before `prepare`. */
export async function loadProfile(ports: Ports, context: SearchContext): Promise<DeviceProfile | undefined> {
  const bytes = await ports.artefacts.get(profileKey(ports, context));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as DeviceProfile);
}
