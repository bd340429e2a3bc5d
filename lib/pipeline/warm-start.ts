import type { JsonObject } from '../trial/trial.ts';
import { contenders } from './contenders.ts';
import type { SearchContext } from './context.ts';
import { SearchError } from './errors.ts';
import type { Ports } from './ports.ts';

/**
 * The architectures that a search begins with: the best of the search that its `warmStart` names, in the same store. Scores
 * are not taken over: on other data they mean something else.
 * @param count most of them
 * @throws SearchError BadWarmStart naming the field, when there is no such search or it is of another space
 */
export async function warmArchitectures(
  { trials }: Ports,
  { spec, space }: Pick<SearchContext, 'spec' | 'space'>,
  count: number,
): Promise<readonly JsonObject[]> {
  const { warmStart } = spec;
  if (warmStart === undefined) return [];
  const best = contenders(await trials.list(warmStart), [], count);
  if (best.length === 0)
    throw bad(warmStart, 'which has no complete trial in this store', 'the id of a finished search');
  return best.map(({ architecture }) => {
    try {
      return space.parse(architecture);
    } catch (error) {
      throw bad(
        warmStart,
        `whose architectures do not fit (${(error as Error).message})`,
        `a search of space ${space.name}`,
      );
    }
  });
}

const bad = (warmStart: string, got: string, allowed: string) =>
  new SearchError('BadWarmStart', `warmStart: got ${warmStart}, ${got}; allowed: ${allowed}`);
