import type { Network } from '../network/network.ts';
import { ArchitectureError } from '../space/errors.ts';
import type { JsonObject } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';

/** The network of an architecture; undefined where its layers do not fit each other: such a trial is infeasible. */
export function buildable(
  { space, problem }: Pick<SearchContext, 'space' | 'problem'>,
  architecture: JsonObject,
): Network | undefined {
  try {
    return space.network(space.parse(architecture), problem);
  } catch (error) {
    if (error instanceof ArchitectureError) return undefined;
    throw error;
  }
}
