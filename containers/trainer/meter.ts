import { Account, type Bill } from './account.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Say, say as sayOnStderr } from './say.ts';

/** Milliseconds that one payment adds. */
export const INTERVAL = 30_000;
/** Milliseconds before the paid time ends at which the next payment is due: time enough to write a checkpoint in. */
export const EARLY = 15_000;
/** Milliseconds that work goes on unpaid while the ledger does not answer. */
export const PATIENCE = 2 * INTERVAL;
/** Milliseconds between two tries. */
const RETRY = 3000;
const REFUND_TRIES = 3;

/** Why a meter stops the work: the budget is used up, or the ledger has not answered for too long. */
export type MeterReason = 'budget' | 'unpaid';

/**
 * Pays for a machine in advance, interval by interval, so that the ledger never holds less than was used, even when the
 * machine is gone from one moment to the next. Gives back at the end what was not used, to the second.
 */
export class Meter {
  readonly #account: Account;
  readonly #clock: Clock;
  readonly #say: Say;
  readonly #work = new AbortController();
  readonly #expired = new AbortController();
  readonly #closing = new AbortController();
  readonly #opened = Promise.withResolvers<void>();
  readonly #running: Promise<void>;
  #paying: Promise<unknown> = Promise.resolve();

  /** A meter that has paid for the first interval, or whose signal says why it could not. */
  static async start(bill: Bill, { clock = systemClock, say = sayOnStderr } = {}): Promise<Meter> {
    const meter = new Meter(bill, clock, say);
    await meter.#opened.promise;
    return meter;
  }

  private constructor(bill: Bill, clock: Clock, say: Say) {
    this.#account = new Account(bill);
    this.#clock = clock;
    this.#say = say;
    this.#running = this.#run();
  }

  /** Aborts with a MeterReason when the work must write its checkpoint and end. */
  get signal(): AbortSignal {
    return this.#work.signal;
  }

  /** Aborts when the time to do so is over. */
  get expired(): AbortSignal {
    return this.#expired.signal;
  }

  /** Gives back what was not used. Call it when all work has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    await this.#unless(this.#paying, EARLY);
    const state = this.signal.reason === ('budget' satisfies MeterReason) ? 'refused' : 'ended';
    for (let tried = 1; tried <= REFUND_TRIES; tried++) {
      try {
        return await this.#account.settle(this.#clock.now(), state);
      } catch (error) {
        this.#say(`money: what was not used is not given back yet, ${(error as Error).message}`);
        if (tried < REFUND_TRIES) await this.#clock.sleep(RETRY, new AbortController().signal);
      }
    }
  }

  async #run(): Promise<void> {
    const { signal: closing } = this.#closing;
    let limit = this.#clock.now() + PATIENCE;
    while (!closing.aborted) {
      // A payment under way stays the only one: of two, the older might arrive last and count.
      const paying = this.#payAhead();
      this.#paying = paying;
      const outcome = await this.#unless(paying, limit - this.#clock.now(), closing);
      if (closing.aborted) return;
      if (outcome === 'paid') {
        this.#opened.resolve();
        limit = this.#account.paidUntil! + PATIENCE;
        await this.#clock.sleep(this.#account.paidUntil! - EARLY - this.#clock.now(), closing);
      } else if (outcome === 'refused') return this.#stop('budget', this.#account.paidUntil!);
      else if (this.#clock.now() >= limit) return this.#stop('unpaid', this.#clock.now() + EARLY);
      else await this.#clock.sleep(RETRY, closing);
    }
  }

  async #payAhead(): Promise<'paid' | 'refused' | 'failed'> {
    try {
      await this.#account.payAhead(this.#clock.now(), INTERVAL);
      return 'paid';
    } catch (error) {
      const { name, message } = error as Error;
      this.#say(`money: ${message}`);
      if (name !== 'BudgetReachedError') return 'failed';
      await this.#account.refuse().catch((lost: Error) => this.#say(`money: ${lost.message}`));
      return 'refused';
    }
  }

  #stop(reason: MeterReason, deadline: number): void {
    const { signal: closing } = this.#closing;
    const over = this.#clock.sleep(deadline - this.#clock.now(), closing);
    void over.then(() => closing.aborted || this.#expired.abort());
    this.#work.abort(reason);
    this.#opened.resolve();
  }

  /** What a promise gives, or undefined when it takes longer than that or the signal aborts. */
  async #unless<T>(promise: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T | undefined> {
    const settled = new AbortController();
    const either = signal ? AbortSignal.any([signal, settled.signal]) : settled.signal;
    const late = this.#clock.sleep(milliseconds, either).then(() => undefined);
    return Promise.race([promise, late]).finally(() => settled.abort());
  }
}
