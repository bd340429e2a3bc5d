import { type RandomStream, randomStream } from '../math/random.ts';
import type { Space } from '../space/space.ts';
import type { JsonObject } from '../trial/trial.ts';
import { architectureId, History, type Individual } from './history.ts';
import type { ActiveTrial, Observation, Strategy, Suggestion } from './strategy.ts';

/** What is known when proposals are asked for. */
export interface Knowledge {
  readonly space: Space;
  /** Complete, failed and infeasible trials by number. */
  readonly finished: readonly Observation[];
  /** Complete trials by number. */
  readonly complete: readonly Individual[];
  /** Ids of the architectures that are known of, complete or not. */
  readonly seen: ReadonlySet<string>;
}

/** What is proposed; `again` when the architecture is one that was seen before, on purpose. */
export interface Proposal extends Suggestion {
  readonly again?: true;
}

/**
 * One proposal; drawn again while it gives an architecture that was seen before.
 * @param pending trials whose result is still out: the active ones and the suggestions made before this one in the same
 *   call; it only grows
 */
export type Propose = (random: RandomStream, pending: readonly ActiveTrial[]) => Proposal;

/** Looks once at what is known, for all proposals that are asked for together. `random` is named by what is complete. */
export type Plan = (knowledge: Knowledge, random: RandomStream) => Propose;

/** Draws before the nearest unseen architecture is taken instead. */
const DRAWS = 100;

/**
 * A strategy made of its proposals. Each suggestion has a random stream of its own, named by the number its trial will
 * get, so that a suggestion does not depend on how many were asked for in one call.
 */
export function proposer(name: string, { space, seed }: { space: Space; seed: number }, plan: Plan): Strategy {
  const history = new History(space);
  return {
    name,
    update: (completed, active) => history.update(completed, active),
    suggest(count) {
      const suggestions: Suggestion[] = [];
      const first = history.nextNumber();
      const pending = [...history.unfinished()];
      const complete = history.complete();
      const seen = history.seen();
      const known = { space, finished: history.finished(), complete, seen: new Set(seen) };
      const propose = plan(known, randomStream(seed, name, 'plan', complete.length));
      while (suggestions.length < count) {
        const number = first + suggestions.length;
        const random = randomStream(seed, name, number);
        const suggestion = unseen(space, seen, () => propose(random, pending), random);
        if (!suggestion) break;
        seen.add(architectureId(space, suggestion.architecture));
        suggestions.push(suggestion);
        pending.push({ number, ...suggestion });
      }
      return suggestions;
    },
    dump: () => ({ strategy: name, space: space.name, ...history.dump() }),
    load({ strategy, space: dumpedSpace, ...dump }) {
      if (strategy !== name || dumpedSpace !== space.name) {
        throw new TypeError(`a dump of ${strategy} on ${dumpedSpace} cannot be loaded into ${name} on ${space.name}`);
      }
      history.load(dump);
    },
  };
}

/** The first unseen draw, else the unseen architecture nearest to the last draw; undefined when all have been seen. */
function unseen(
  space: Space,
  seen: ReadonlySet<string>,
  draw: () => Proposal,
  random: RandomStream,
): Suggestion | undefined {
  let proposal = draw();
  const wasSeen = () => !proposal.again && seen.has(architectureId(space, proposal.architecture));
  for (let i = 1; i < DRAWS && wasSeen(); i++) proposal = draw();
  const { again, ...suggestion } = proposal;
  if (again) return suggestion;
  const architecture = nearestUnseen(space, seen, suggestion.architecture, random);
  return architecture && { ...suggestion, architecture };
}

/**
 * Breadth first through neighbourhoods, equally near ones in random order. Only seen architectures are ever expanded, so
 * the cost is bounded by what has been tried, whatever the size of the space.
 */
function nearestUnseen(
  space: Space,
  seen: ReadonlySet<string>,
  start: JsonObject,
  random: RandomStream,
): JsonObject | undefined {
  const queue = [start];
  const queued = new Set([architectureId(space, start)]);
  for (const architecture of queue) {
    if (!seen.has(architectureId(space, architecture))) return architecture;
    for (const neighbour of random.shuffle(space.neighbours(architecture))) {
      const id = architectureId(space, neighbour);
      if (!queued.has(id)) queue.push(neighbour);
      queued.add(id);
    }
  }
  return undefined;
}
