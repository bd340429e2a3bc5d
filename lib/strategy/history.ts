import { z } from 'zod';
import type { Space } from '../space/space.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonObject } from '../trial/trial.ts';
import type { ActiveTrial, Observation, Suggestion } from './strategy.ts';

/** A trained architecture; `score` is to be maximised. */
export interface Individual extends Suggestion {
  readonly number: number;
  readonly score: number;
  /** Further objectives, to be minimised. */
  readonly costs: readonly number[];
}

const number = z.int().min(1);
const suggestion = {
  architecture: z.record(z.string(), z.json()),
  fidelity: z.number().positive().max(1).optional(),
};
const strain = z.number().optional();
const dumped = z.strictObject({
  observations: z.array(
    z.discriminatedUnion('outcome', [
      z.strictObject({
        number,
        ...suggestion,
        outcome: z.literal('complete'),
        score: z.number(),
        costs: z.array(z.number()).optional(),
        strain,
      }),
      z.strictObject({ number, ...suggestion, outcome: z.enum(['failed', 'infeasible']), strain }),
    ]),
  ),
  active: z.array(z.strictObject({ number, ...suggestion })),
});

/** Everything a strategy has been told. Kept by trial number, so that the order of telling leaves no trace. */
export class History {
  readonly #space: Space;
  readonly #observations = new Map<number, Observation>();
  #active: readonly ActiveTrial[] = [];

  constructor(space: Space) {
    this.#space = space;
  }

  /**
   * Adds what is new among `completed` and replaces the active trials.
   * @throws RangeError when a complete trial has no finite score
   */
  update(completed: readonly Observation[], active: readonly ActiveTrial[]): void {
    for (const { number, architecture, fidelity, outcome, score, costs, strain } of completed) {
      if (this.#observations.has(number)) continue;
      if (outcome === 'complete' && !Number.isFinite(score)) {
        throw new RangeError(`trial ${number} is complete with score ${score}; a score must be a finite number`);
      }
      const known = {
        ...{ number, architecture, outcome },
        ...(fidelity !== undefined && { fidelity }),
        ...(strain !== undefined && { strain }),
      };
      this.#observations.set(
        number,
        outcome === 'complete' ? { ...known, score: score!, ...(costs && { costs }) } : known,
      );
    }
    this.#active = active.map(({ number, architecture, fidelity }) => ({
      number,
      architecture,
      ...(fidelity !== undefined && { fidelity }),
    }));
  }

  /** Complete trials by number: failed and infeasible ones have no score and can be nobody's parent. */
  complete(): readonly Individual[] {
    return this.finished().flatMap(({ outcome: _, strain: __, score, costs = [], ...trial }) =>
      score === undefined ? [] : [{ ...trial, score, costs }],
    );
  }

  /** Trials that are proposed and not finished. */
  unfinished(): readonly ActiveTrial[] {
    return this.#active.filter(({ number }) => !this.#observations.has(number));
  }

  /** The number that the next suggestion will get. */
  nextNumber(): number {
    return 1 + this.#all().reduce((highest, { number }) => Math.max(highest, number), 0);
  }

  /** Ids of all architectures told of. */
  seen(): Set<string> {
    return new Set(this.#all().map(({ architecture }) => architectureId(this.#space, architecture)));
  }

  dump(): JsonObject {
    return { observations: this.finished(), active: this.#active } as unknown as JsonObject;
  }

  /** @throws z.ZodError when the value is no dump. */
  load(dump: JsonObject): void {
    const { observations, active } = dumped.parse(dump);
    this.#observations.clear();
    this.update(observations, active);
  }

  /** All that has an outcome, by number. */
  finished(): readonly Observation[] {
    return [...this.#observations.values()].sort((a, b) => a.number - b.number);
  }

  #all(): readonly ActiveTrial[] {
    return [...this.#observations.values(), ...this.#active];
  }
}

/** An architecture is a value: what is known of the object stays true. */
const ids = new WeakMap<Space, WeakMap<JsonObject, string>>();

/** Equal for architectures that are the same network. */
export function architectureId(space: Space, architecture: JsonObject): string {
  const known = ids.get(space) ?? new WeakMap<JsonObject, string>();
  ids.set(space, known);
  const id = known.get(architecture) ?? canonicalJson(space.canonical(architecture));
  known.set(architecture, id);
  return id;
}
