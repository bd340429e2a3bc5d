import { randomUUID } from 'node:crypto';
import type { Turn } from '../engine/drift.ts';
import { turnsOf } from '../engine/timing.ts';
import type { Begun, BrowserBackend, Post } from './posts.ts';
import { Refusal } from './refusal.ts';

/** Who measures. */
export interface Runtime {
  /** The browser and its system, as it calls itself. */
  readonly agent: string;
  readonly backend: string;
  /** What runs networks there: a version, a graphics card. */
  readonly runtime: string;
}

export interface SessionOptions {
  /** How many there are to time. */
  readonly networks: number;
  readonly rounds: number;
  readonly backend: BrowserBackend;
}

/**
 * One device's measuring, round by round. The first device that begins is the only one; what it posts is taken only if it
 * is the round that comes next, of all networks in the order that was asked for.
 */
export class MeasuringSession {
  readonly options: SessionOptions;
  #id: string | undefined;
  #runtime: Runtime | undefined;
  readonly #rounds: (readonly Turn[])[] = [];

  constructor(options: SessionOptions) {
    this.options = options;
  }

  get runtime(): Runtime | undefined {
    return this.#runtime;
  }

  /** Rounds that are done. */
  get round(): number {
    return this.#rounds.length;
  }

  get complete(): boolean {
    return this.round === this.options.rounds;
  }

  /** All turns so far. */
  get turns(): readonly Turn[] {
    return this.#rounds.flat();
  }

  /** @throws Refusal for a second device, or one with another backend than was asked for */
  begin({ session, agent, backend, runtime }: Post<'begin'>): Begun {
    if (this.#id !== undefined && session !== this.#id) {
      throw new Refusal(409, `another device measures already: ${this.#runtime!.agent}`);
    }
    if (backend !== this.options.backend) {
      throw new Refusal(422, `backend: got ${backend}; allowed: ${this.options.backend}`);
    }
    this.#id ??= randomUUID();
    this.#runtime = { agent, backend, runtime };
    return { session: this.#id, networks: this.options.networks, rounds: this.options.rounds, round: this.round };
  }

  /** @throws Refusal unless it is the next round; the round before once more changes nothing, as an answer can be lost */
  take({ session, round, turns }: Post<'turns'>): void {
    this.requireOwn(session);
    const wanted = turnsOf(this.options.networks, round);
    const runs = turns.map(({ run }) => run);
    if (runs.join() !== wanted.join()) {
      throw new Refusal(
        422,
        `turns: got ${runs.length} in another order; allowed: the ${wanted.length} of round ${round}`,
      );
    }
    if (round === this.round - 1) return;
    if (round !== this.round || this.complete) {
      throw new Refusal(409, `round: got ${round}; allowed: ${this.complete ? 'none, all are done' : this.round}`);
    }
    this.#rounds.push(turns);
  }

  /** @throws Refusal unless it comes from the device that measures */
  requireOwn(session: string | undefined): void {
    if (this.#id === undefined) throw new Refusal(409, 'no device has begun to measure');
    if (session !== this.#id) throw new Refusal(403, 'session: not that of the device that measures');
  }
}
