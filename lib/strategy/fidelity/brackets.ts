import type { Observation, Suggestion } from '../strategy.ts';

/** One rung of a bracket: how many architectures are trained for so much of the full training. */
export interface RungShape {
  readonly fidelity: number;
  readonly size: number;
}

/** Rungs from the lowest fidelity to the full training. */
export type BracketShape = readonly RungShape[];

/** A trial as brackets see it; without an outcome it is under way. */
export type Placed = Suggestion & { readonly number: number } & Partial<Pick<Observation, 'outcome' | 'score'>>;

/** How many times as often as the next shape a shape comes. */
const OFTEN = 3;

interface Bracket {
  readonly shape: BracketShape;
  /** Trials of each rung by the id of their architecture. */
  readonly rungs: readonly Map<string, Placed>[];
}

/**
 * Brackets of successive halving, one after the other, and which trial stands where: a function of the trials in the order
 * of their numbers. While a bracket waits for results the next one begins, so that there is always something to train.
 */
export class Brackets {
  readonly #shapes: readonly BracketShape[];
  readonly #brackets: Bracket[] = [];
  /** The rung that an architecture reached last. */
  readonly #standing = new Map<string, { readonly bracket: Bracket; readonly rung: number }>();
  /** How many brackets, from the first, will never have anything to train again. */
  #closed = 0;
  /** By the fidelity that brackets begin with: the first one that has room. */
  readonly #open = new Map<number, number>();

  /** @param shapes of the brackets; each comes a third as often as the one before it */
  constructor(shapes: readonly BracketShape[]) {
    this.#shapes = shapes;
  }

  /** Trials come by number; an infeasible one takes no place, unless it was sent on: then it is lost, as a failed one is. */
  place(id: string, trial: Placed): void {
    const fidelity = trial.fidelity ?? 1;
    const standing = this.#standing.get(id);
    if (standing && standing.bracket.shape[standing.rung + 1]?.fidelity === fidelity) {
      this.#put(id, trial, standing.bracket, standing.rung + 1);
    } else if (trial.outcome !== 'infeasible') {
      const bracket = this.#withRoom(fidelity);
      if (bracket) this.#put(id, trial, bracket, 0);
    }
  }

  /** What is to be trained next: a promotion where a rung is done, else a new architecture for so much of the training. */
  next(): Placed | { readonly fidelity: number } {
    for (let i = this.#closed; ; i++) {
      const bracket = this.#brackets[i] ?? this.#begin();
      const next = promotion(bracket) ?? entry(bracket);
      if (next) return next;
      if (i === this.#closed && isKnown(bracket)) this.#closed++;
    }
  }

  #put(id: string, trial: Placed, bracket: Bracket, rung: number): void {
    bracket.rungs[rung]!.set(id, trial);
    this.#standing.set(id, { bracket, rung });
  }

  /** The first bracket that begins with the fidelity and has room in its first rung; undefined when none begins so. */
  #withRoom(fidelity: number): Bracket | undefined {
    if (!this.#shapes.some(([first]) => first!.fidelity === fidelity)) return undefined;
    for (let i = this.#open.get(fidelity) ?? 0; ; i++) {
      const bracket = this.#brackets[i] ?? this.#begin();
      const [first] = bracket.shape;
      this.#open.set(fidelity, i);
      if (first!.fidelity === fidelity && bracket.rungs[0]!.size < first!.size) return bracket;
    }
  }

  #begin(): Bracket {
    const shape = this.#shapes[turn(this.#brackets.length, this.#shapes.length)]!;
    const bracket = { shape, rungs: shape.map(() => new Map<string, Placed>()) };
    this.#brackets.push(bracket);
    return bracket;
  }
}

/**
 * Which of `count` shapes bracket `n` has: 0, 0, 1, 0, 0, 1, 0, 0, 2... Hyperband takes them in turns, lest short trainings
 * rank wrongly; that costs most of a search where they do not (docs/strategies.md).
 */
function turn(n: number, count: number): number {
  let shape = 0;
  for (let rest = n + 1; rest % OFTEN === 0 && shape < count - 1; rest /= OFTEN) shape++;
  return shape;
}

/** Whether no trial of it is under way. */
const isKnown = ({ rungs }: Bracket) =>
  rungs.every((rung) => [...rung.values()].every(({ outcome }) => outcome !== undefined));

/** The best trial of a rung that is done and has not sent as many on as the next one takes. */
function promotion({ shape, rungs }: Bracket): Placed | undefined {
  for (let i = rungs.length - 1; i > 0; i--) {
    const [from, to] = [rungs[i - 1]!, rungs[i]!];
    const isFull = from.size >= Math.min(shape[i - 1]!.size, i > 1 ? complete(rungs[i - 2]!).length : Infinity);
    const isDone = [...from.values()].every(({ outcome }) => outcome !== undefined);
    if (!isFull || !isDone || to.size >= shape[i]!.size) continue;
    const best = complete(from).filter(([id]) => !to.has(id));
    const [next] = best.toSorted(([, a], [, b]) => b.score! - a.score! || a.number - b.number);
    if (next) return { ...next[1], fidelity: shape[i]!.fidelity };
  }
  return undefined;
}

const complete = (rung: ReadonlyMap<string, Placed>) => [...rung].filter(([, { score }]) => score !== undefined);

function entry({ shape: [first], rungs: [rung] }: Bracket): { readonly fidelity: number } | undefined {
  return rung!.size < first!.size ? { fidelity: first!.fidelity } : undefined;
}
