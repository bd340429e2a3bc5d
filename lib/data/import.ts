import { createHash } from 'node:crypto';
import type { ArtefactStore } from '../store/ports.ts';
import { canonicalJson } from '../trial/json.ts';
import type { Dataset, Row } from './dataset.ts';
import { encodeLabels } from './encode-labels.ts';
import { encodeExamples } from './examples.ts';
import { Files } from './files/files.ts';
import { type DataManifest, examplesKey, writeSourceManifest } from './manifest.ts';
import { encodePreprocessing, type Preprocessing, preprocessingKey } from './preprocessing.ts';
import type { DataSpec } from './source.ts';
import { readSource } from './sources/read.ts';
import { leaksOf } from './split/leaks.ts';
import { SPLITS, type SplitName, splitExamples } from './split.ts';
import { taskOf } from './task-of.ts';

export interface ImportOptions {
  /** Is told how many examples have been read, again and again. */
  readonly onProgress?: (read: number) => void;
}

/**
 * Reads a source and keeps its examples, checked, split and as a network takes them, under their digest, with the
 * preprocessing that a deployed network needs. Equal data gives the same digest and bytes, so that repeating it is harmless.
 * @throws DataError when the source cannot be read, is wrong or cannot be split
 */
export async function importData(
  artefacts: ArtefactStore,
  spec: DataSpec,
  { onProgress = () => {} }: ImportOptions = {},
): Promise<DataManifest> {
  await using files = new Files();
  const dataset = await readSource(spec, { files, onProgress });
  const split = splitExamples(dataset, spec);
  const { input, rows, vocabulary, ...fitted } = dataset.prepare(split.train);
  const { label, maxBoxes, ...labels } = encodeLabels(dataset.labels, split.train);
  const classes = 'classes' in dataset.labels ? dataset.labels.classes : [];
  const preprocessing: Preprocessing = { input, ...fitted, ...(label ? { label } : { classes }) };
  const description = {
    kind: dataset.kind,
    task: taskOf(spec),
    input,
    classes,
    counts: Object.fromEntries(SPLITS.map((name) => [name, split[name].length])) as DataManifest['counts'],
    features: featuresOf(rows[0]!),
    labels: dataset.labels.kind,
    ...(maxBoxes !== undefined && { maxBoxes }),
    ...(vocabulary !== undefined && { vocabulary }),
  };
  // One split at a time: memory holds the examples twice, never thrice.
  const encoded = (name: SplitName) => encodeExamples(rows, labels, split[name]);
  const hash = createHash('sha256')
    .update(canonicalJson(description as never))
    .update(encodePreprocessing(preprocessing));
  for (const name of SPLITS) hash.update(encoded(name));
  const digest = hash.digest('hex');
  for (const name of SPLITS) await artefacts.put(examplesKey(digest, name), encoded(name));
  await artefacts.put(preprocessingKey(digest), encodePreprocessing(preprocessing));
  const manifest = { digest, ...description, notes: notesOf(dataset, 'allowLeaks' in spec && spec.allowLeaks) };
  await writeSourceManifest(artefacts, spec, manifest);
  return manifest;
}

function featuresOf(row: Row): DataManifest['features'] {
  if (row instanceof Float32Array) return 'floats';
  return row instanceof Int32Array ? 'ints' : 'bytes';
}

function notesOf(dataset: Dataset, allowLeaks: boolean): readonly string[] {
  const leaks = allowLeaks ? leaksOf(dataset).length : 0;
  return leaks > 0
    ? [...dataset.notes, `${leaks} examples are in two splits: scores look better than they are`]
    : dataset.notes;
}
