import { createHash } from 'node:crypto';
import { elements } from '../network/definition.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { canonicalJson } from '../trial/json.ts';
import { encodeExamples, type LabelledExamples } from './examples.ts';
import type { LabelledImages } from './images.ts';
import { type DataManifest, examplesKey, writeSourceManifest } from './manifest.ts';
import type { DataSpec } from './source.ts';
import { readSource } from './sources/read.ts';
import { SPLITS, type SplitName, stratifiedSplit } from './split.ts';

/**
 * Reads a source and keeps its examples, split, under their digest. Equal data gives the same digest and bytes, so
 * that repeating it is harmless.
 * @throws DataError when the source cannot be read or split
 */
export async function importData(artefacts: ArtefactStore, spec: DataSpec): Promise<DataManifest> {
  const images = await readSource(spec);
  const split = stratifiedSplit(images, spec);
  const encoded = new Map(SPLITS.map((name) => [name, encodeExamples(take(images, split[name]))]));
  const counts = Object.fromEntries(SPLITS.map((name) => [name, split[name].length])) as DataManifest['counts'];
  const { input, classes } = images;
  const digest = digestOf({ input, classes, counts }, encoded);
  for (const [name, bytes] of encoded) await artefacts.put(examplesKey(digest, name), bytes);
  const manifest = { digest, input, classes, counts };
  await writeSourceManifest(artefacts, spec, manifest);
  return manifest;
}

function take({ features, labels, input }: LabelledImages, indices: Int32Array): LabelledExamples {
  const size = elements(input);
  const taken = new Uint8Array(indices.length * size);
  for (const [row, index] of indices.entries())
    taken.set(features.subarray(index * size, (index + 1) * size), row * size);
  return { features: taken, labels: Int32Array.from(indices, (index) => labels[index]!), count: indices.length };
}

function digestOf(description: Omit<DataManifest, 'digest'>, splits: ReadonlyMap<SplitName, Uint8Array>): string {
  const hash = createHash('sha256').update(canonicalJson(description as never));
  for (const bytes of splits.values()) hash.update(bytes);
  return hash.digest('hex');
}
