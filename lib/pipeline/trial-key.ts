import { hashJson } from '../trial/json.ts';
import { trialKey } from '../trial/keys.ts';
import type { JsonValue, Trial } from '../trial/trial.ts';
import { buildable } from './buildable.ts';
import type { SearchContext } from './context.ts';

/** The content address of a trial of this search; that of an architecture that has no network is its own. */
export function keyOf(
  context: SearchContext,
  { architecture, recipe, seed, kind }: Pick<Trial, 'architecture' | 'recipe' | 'seed' | 'kind'>,
): string {
  const { manifest, trainer } = context;
  const networkDigest = hashJson((buildable(context, architecture) ?? architecture) as unknown as JsonValue);
  return trialKey({ networkDigest, dataDigest: manifest.digest, recipe, seed, trainer, kind });
}
