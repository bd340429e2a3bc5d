import type { RandomStream } from '../../math/random.ts';
import type { Space } from '../../space/space.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { architectureId, type Individual } from '../history.ts';
import { leading } from './leading.ts';
import { parzen } from './parzen.ts';

/** Good trials at most, as Optuna has it: more of them say less about what is best. */
const MOST_GOOD = 25;
/** Other trials that are looked at. */
const MOST_OTHERS = 500;

export interface Likely {
  /** Share of trials that count as good. */
  readonly good: number;
  /** Draws of which the best is taken. */
  readonly candidates: number;
}

/**
 * Draws architectures by the tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for Hyper-Parameter
 * Optimization", section 4): of candidates drawn like the good trials the one that is likeliest among them and
 * unlikeliest among the others.
 * @param known one trial or more
 */
export function likely(
  { space, seen }: { readonly space: Space; readonly seen: ReadonlySet<string> },
  known: readonly Individual[],
  { good: share, candidates }: Likely,
  random: RandomStream,
): (random: RandomStream) => JsonObject {
  const good = leading(known, Math.min(MOST_GOOD, Math.ceil(share * known.length)));
  const numbers = new Set(good.map(({ number }) => number));
  const others = random.shuffle(known.filter(({ number }) => !numbers.has(number))).slice(0, MOST_OTHERS);
  const density = (of: readonly Individual[]) =>
    parzen(
      of.map(({ architecture }) => space.toChoices(architecture)),
      space.decisions,
    );
  const [among, elsewhere] = [density(good), density(others)];
  return (own) => {
    const drawn = Array.from({ length: candidates }, () => space.fromChoices(among.draw(own)));
    const unseen = drawn.filter((architecture) => !seen.has(architectureId(space, architecture)));
    const worth = unseen.map((architecture) => {
      const choices = space.toChoices(architecture);
      return among.log(choices) - elsewhere.log(choices);
    });
    return unseen[worth.indexOf(Math.max(...worth))] ?? space.sample(own);
  };
}
