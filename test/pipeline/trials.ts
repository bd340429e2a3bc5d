import type { Metrics, Trial } from '../../lib/trial/trial.ts';
import { recipeOf } from '../trial/recipe.ts';

/** A complete search trial; say what matters to the test. */
export function completeTrial(
  number: number,
  accuracy: number,
  { metrics, ...rest }: Partial<Trial> & { readonly metrics?: Metrics } = {},
): Trial {
  return {
    searchId: 'digits-1',
    number,
    kind: 'search',
    generation: 1,
    round: 1,
    architecture: { space: 'test', is: number },
    architectureId: `architecture-${number}`,
    key: `key-${number}`,
    recipe: recipeOf(),
    seed: 0,
    state: 'complete',
    predicted: { latencyMs: 1, parameters: 1000, macs: 10_000 },
    result: { metrics: { accuracy, ...metrics }, curve: [accuracy], weightsHash: `weights-${number}` },
    ...rest,
  };
}
