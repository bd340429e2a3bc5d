import { hashJson } from '../trial/json.ts';
import { trialKey } from '../trial/keys.ts';
import type { JsonValue, Trial } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';

/** The content address of a trial of this search. */
export function keyOf(
  { space, problem, manifest, trainer }: SearchContext,
  { architecture, recipe, seed, kind }: Pick<Trial, 'architecture' | 'recipe' | 'seed' | 'kind'>,
): string {
  const network = space.network(space.parse(architecture), problem);
  const networkDigest = hashJson(network as unknown as JsonValue);
  return trialKey({ networkDigest, dataDigest: manifest.digest, recipe, seed, trainer, kind });
}
