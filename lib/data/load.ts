import { elements } from '../network/definition.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { decodeExamples, type LabelledExamples } from './examples.ts';
import { type DataManifest, examplesKey } from './manifest.ts';
import type { SplitName } from './split.ts';

/** The stored examples of one split. @throws Error when they are not there */
export async function loadSplit(
  artefacts: ArtefactStore,
  { digest, input, counts }: DataManifest,
  split: SplitName,
): Promise<LabelledExamples> {
  const key = examplesKey(digest, split);
  const bytes = await artefacts.get(key);
  if (!bytes) throw new Error(`the ${split} split is missing: nothing at ${artefacts.locate(key)}`);
  return decodeExamples(bytes, counts[split], elements(input));
}
