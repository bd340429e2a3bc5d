import type { SearchRecord } from '../store/ports.ts';
import { storedRecipe } from '../trial/recipe.ts';
import { computeSchema } from './compute.ts';
import type { Specification } from './specification.ts';

/** The specification of a stored search. A field that came after it was stored has its default. */
export function specificationOf({ spec }: Pick<SearchRecord, 'spec'>): Specification {
  const stored = spec as unknown as Specification & { readonly compute?: Specification['compute'] };
  const recipe = storedRecipe(stored.recipe);
  const { limits = {}, minimise = [], compute = computeSchema.parse({}) } = stored;
  return { ...stored, limits, minimise, recipe, compute };
}
