import { randomStream } from '../math/random.ts';
import type { Network } from '../network/network.ts';
import type { SearchContext } from './context.ts';

/** The first networks that the machine that trains is measured with, the same every time: `model.measured` of its profile. */
export const profileNetworks = (
  { space, problem }: Pick<SearchContext, 'space' | 'problem'>,
  count: number,
): readonly Network[] =>
  Array.from({ length: count }, (_, i) => space.network(space.sample(randomStream(0, 'profile', i)), problem));
