import { elements } from '../network/definition.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { decodeExamples, type LabelledExamples } from './examples.ts';
import { type DataManifest, examplesKey } from './manifest.ts';
import type { SplitName } from './split.ts';

/** Values of a box: left, top, right, bottom, class. */
export const BOX_VALUES = 5;

/** The stored examples of one split. @throws Error when they are not there */
export async function loadSplit(
  artefacts: ArtefactStore,
  manifest: DataManifest,
  split: SplitName,
): Promise<LabelledExamples> {
  const { digest, input, counts, maxBoxes } = manifest;
  const key = examplesKey(digest, split);
  const bytes = await artefacts.get(key);
  if (!bytes) throw new Error(`the ${split} split is missing: nothing at ${artefacts.locate(key)}`);
  const labels = maxBoxes === undefined ? 1 : maxBoxes * BOX_VALUES;
  return decodeExamples(bytes, counts[split], manifest, { features: elements(input), labels });
}
