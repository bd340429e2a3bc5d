import type { ArtefactStore } from '../store/ports.ts';
import { canonicalJson, hashJson } from '../trial/json.ts';
import type { Task } from '../trial/task.ts';
import type { JsonValue } from '../trial/trial.ts';
import type { DataSpec } from './source.ts';
import type { SplitName } from './split.ts';

/** What is known of a stored data set without its examples. */
export interface DataManifest {
  /** sha256 of the examples, their split, shape, classes and preprocessing: part of every trial's key. */
  readonly digest: string;
  readonly kind: 'images' | 'tokens' | 'features';
  readonly task: Task;
  /** Of an example: [height, width, channels], [tokens] or [numbers]. */
  readonly input: readonly number[];
  /** None for regression. */
  readonly classes: readonly string[];
  /** Examples in each split. */
  readonly counts: Readonly<Record<SplitName, number>>;
  /** How features are stored: pixels, token ids or numbers. */
  readonly features: 'bytes' | 'ints' | 'floats';
  /** How labels are stored: positions in `classes`, standardised numbers, boxes. */
  readonly labels: 'classes' | 'numbers' | 'boxes';
  /** Of detection: places for boxes that each example has. */
  readonly maxBoxes?: number;
  /** Of text: how many token ids there are, padding included. */
  readonly vocabulary?: number;
  /** What a person should know of the source that is no fault. */
  readonly notes: readonly string[];
}

/** A data set that was stored when there were only images in classes. */
const FIRST: Omit<DataManifest, 'digest' | 'input' | 'classes' | 'counts'> = {
  kind: 'images',
  task: 'classification',
  features: 'bytes',
  labels: 'classes',
  notes: [],
};

/** Where a split of the data set `digest` is. */
export const examplesKey = (digest: string, split: SplitName): string => `data/sets/${digest}/${split}`;

const sourceKey = (spec: DataSpec) => `data/sources/${hashJson(spec as unknown as JsonValue)}.json`;
const searchKey = (searchId: string) => `searches/${searchId}/data.json`;

/** What a source held when it was last read, for any search. */
export const readSourceManifest = (artefacts: ArtefactStore, spec: DataSpec): Promise<DataManifest | undefined> =>
  read(artefacts, sourceKey(spec));

/** The data set of a search; undefined before it is prepared. */
export const readManifest = (artefacts: ArtefactStore, searchId: string): Promise<DataManifest | undefined> =>
  read(artefacts, searchKey(searchId));

/** Ties a search to a data set: what happens to the source afterwards changes nothing in the search. */
export const writeManifest = (artefacts: ArtefactStore, searchId: string, manifest: DataManifest): Promise<void> =>
  write(artefacts, searchKey(searchId), manifest);

export const writeSourceManifest = (artefacts: ArtefactStore, spec: DataSpec, manifest: DataManifest): Promise<void> =>
  write(artefacts, sourceKey(spec), manifest);

async function read(artefacts: ArtefactStore, key: string): Promise<DataManifest | undefined> {
  const bytes = await artefacts.get(key);
  return bytes && { ...FIRST, ...(JSON.parse(new TextDecoder().decode(bytes)) as DataManifest) };
}

const write = (artefacts: ArtefactStore, key: string, manifest: DataManifest) =>
  artefacts.put(key, new TextEncoder().encode(canonicalJson(manifest as unknown as JsonValue)));
