import type { RandomStream } from '../../math/random.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { architectureId } from '../history.ts';
import type { Knowledge } from '../proposer.ts';
import { leading } from './leading.ts';

/** Parents of candidates. */
const BEST = 16;
/** Decisions that a candidate changes of its parent's. */
const STEPS = [1, 1, 2, 3];

/** Unseen architectures for a model to choose from: half of them anywhere, half of them near the best that are known. */
export function candidates(
  { space, complete, seen }: Knowledge,
  count: number,
  random: RandomStream,
): readonly JsonObject[] {
  const found = new Map<string, JsonObject>();
  const best = leading(complete, BEST);
  for (let i = 0; i < count; i++) {
    const candidate = i % 2 === 0 || best.length === 0 ? space.sample(random) : near(random.pick(best).architecture);
    const id = architectureId(space, candidate);
    if (!seen.has(id)) found.set(id, candidate);
  }
  return [...found.values()];

  function near(parent: JsonObject): JsonObject {
    let child = parent;
    for (let left = random.pick(STEPS); left > 0; left--) child = space.mutate(child, random);
    return child;
  }
}
