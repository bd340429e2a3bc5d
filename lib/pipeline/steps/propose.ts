import { createStrategy } from '../../strategy/registry.ts';
import type { Suggestion } from '../../strategy/strategy.ts';
import { hashJson } from '../../trial/json.ts';
import { shortened } from '../../trial/recipe.ts';
import type { Trial } from '../../trial/trial.ts';
import { loadContext, type SearchContext } from '../context.ts';
import { generationTarget, isFeasible, knowledge } from '../generation.ts';
import { heldSearch } from '../hold.ts';
import type { Ports } from '../ports.ts';
import type { SearchState } from '../state.ts';
import { keyOf } from '../trial-key.ts';
import { warmArchitectures } from '../warm-start.ts';

/**
 * Proposes the trials of the current round. A generation is filled in rounds, because some candidates break a
 * constraint. Repeating the step is harmless: a round's proposals follow from the rounds before it, and a trial that is
 * already stored stays as it is.
 */
export async function propose(ports: Ports, state: SearchState): Promise<SearchState> {
  await heldSearch(ports, state);
  const context = await loadContext(ports, state.searchId);
  const all = (await ports.trials.list(state.searchId)).filter(({ kind }) => kind === 'search');
  const round = currentRound(all, state.generation, context);
  await ports.trials.propose(await proposals(ports, context, all, state.generation, round));
  return { ...state, passes: state.passes + 1, next: 'PREDICT', work: [] };
}

/** The last round while it is still open, else the one after it. */
function currentRound(all: readonly Trial[], generation: number, { spec }: SearchContext): number {
  const inGeneration = all.filter((trial) => trial.generation === generation);
  const last = Math.max(0, ...inGeneration.map(({ round }) => round));
  const inLast = inGeneration.filter(({ round }) => round === last);
  const wanted = roomLeft(before(all, generation, last), generation, spec);
  const closed = inLast.length >= wanted && inLast.every(({ state }) => state !== 'proposed');
  return last > 0 && closed ? last + 1 : Math.max(1, last);
}

const before = (all: readonly Trial[], generation: number, round: number) =>
  all.filter((trial) => trial.generation < generation || (trial.generation === generation && trial.round < round));

function roomLeft(known: readonly Trial[], generation: number, spec: SearchContext['spec']): number {
  const target = generationTarget(known, generation, { perGeneration: spec.generation, budget: spec.budget.trials });
  return target - known.filter((trial) => trial.generation === generation && isFeasible(trial)).length;
}

async function proposals(
  ports: Ports,
  context: SearchContext,
  all: readonly Trial[],
  generation: number,
  round: number,
): Promise<readonly Trial[]> {
  const { searchId, spec, space } = context;
  const known = before(all, generation, round);
  const { completed, active } = knowledge(known, generation, spec);
  const isFirst = generation === 1 && round === 1;
  const room = roomLeft(known, generation, spec);
  const warm = isFirst ? await warmArchitectures(ports, context, Math.ceil(room / 2)) : [];
  const begun = warm.map((architecture, i) => ({ number: i + 1, architecture }));
  const strategy = createStrategy(spec.strategy, { space, seed: spec.seed });
  strategy.update(completed, [...active, ...begun]);
  const suggestions: readonly Suggestion[] = [
    ...warm.map((architecture) => ({ architecture })),
    ...strategy.suggest(room - warm.length),
  ];
  return suggestions.map(({ architecture, fidelity }, i) => {
    const recipe = fidelity === undefined ? spec.recipe : shortened(spec.recipe, fidelity);
    const training = { recipe, seed: spec.seed, kind: 'search' } as const;
    return {
      searchId,
      number: known.length + 1 + i,
      generation,
      round,
      architecture,
      architectureId: hashJson(architecture),
      key: keyOf(context, { architecture, ...training }),
      ...training,
      ...(fidelity !== undefined && { fidelity }),
      state: 'proposed',
    };
  });
}
