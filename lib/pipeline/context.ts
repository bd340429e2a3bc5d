import { type DataManifest, readManifest } from '../data/manifest.ts';
import { createSpace } from '../space/registry.ts';
import type { Problem, Space } from '../space/space.ts';
import type { Specification } from '../spec/specification.ts';
import { specificationOf } from '../spec/stored.ts';
import type { SearchRecord } from '../store/ports.ts';
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
