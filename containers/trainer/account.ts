import type { Ledger } from '../../lib/store/ports.ts';
import type { Charge } from '../../lib/trial/charge.ts';

/** What an attempt pays for, and from which budget. */
export interface Bill extends Pick<Charge, 'attempt' | 'work' | 'machine'> {
  readonly ledger: Pick<Ledger, 'pay' | 'charges'>;
  readonly searchId: string;
  /** When the machine was started, in milliseconds since 1970. */
  readonly boot: number;
  /** The total in US dollars that no payment may lead past; none when left out. */
  readonly cap?: number | undefined;
}

/** Milliseconds from a machine's boot to the start of its first container, the pull of the image included, at most. */
const LONGEST_START = 15 * 60_000;

/** What one attempt has paid: one charge in the ledger, which every payment replaces. */
export class Account {
  readonly #bill: Bill;
  #since: number | undefined;
  #seconds = 0;

  constructor(bill: Bill) {
    this.#bill = bill;
  }

  /** From when on, in milliseconds since 1970, the machine is not paid for; undefined before the first payment. */
  get paidUntil(): number | undefined {
    return this.#since === undefined ? undefined : this.#since + this.#seconds * 1000;
  }

  /**
   * Pays for `interval` milliseconds from now, or from where the paid time ends if that is later; the first payment also
   * for all the time before. @throws BudgetReachedError, whatever the ledger throws; nothing counts as paid then
   */
  async payAhead(now: number, interval: number): Promise<void> {
    this.#since ??= await this.#paidFrom(now);
    await this.#pay(secondsTo(Math.max(now, this.paidUntil!) + interval, this.#since), 'running');
  }

  /** Notes that a payment was refused. */
  refuse(): Promise<void> {
    return this.#pay(this.#seconds, 'refused');
  }

  /** Pays for what was used until now, to the second: mostly less than was paid in advance. */
  async settle(now: number, state: 'ended' | 'refused'): Promise<void> {
    if (this.#since === undefined) return;
    try {
      await this.#pay(secondsTo(now, this.#since), state);
    } catch (error) {
      if ((error as Error).name !== 'BudgetReachedError') throw error;
      // More was used than is paid for, and there is no money for it.
      await this.#pay(this.#seconds, state);
    }
  }

  async #pay(seconds: number, state: Charge['state']): Promise<void> {
    const { ledger, searchId, attempt, work, machine, cap } = this.#bill;
    const since = new Date(this.#since!).toISOString();
    const usd = (seconds * machine.usdPerHour) / 3600;
    const refused = state === 'refused' && cap !== undefined ? { cap } : {};
    await ledger.pay(searchId, { attempt, work, machine, since, seconds, usd, state, ...refused }, cap);
    this.#seconds = seconds;
  }

  /**
   * From where the last attempt of this search on the same machine stopped paying, so that the time in between is paid for
   * too; on a new machine from its boot, from when AWS bills it: the pull of the image costs money as well. A machine that
   * is up for longer than a start takes has worked for another search, which paid for that.
   */
  async #paidFrom(now: number): Promise<number> {
    const { ledger, searchId, attempt, machine, boot } = this.#bill;
    const ends = (await ledger.charges(searchId))
      .filter((charge) => charge.machine.instance === machine.instance && charge.attempt !== attempt)
      .map(({ since, seconds }) => Date.parse(since) + seconds * 1000);
    return ends.length > 0 ? Math.max(boot, ...ends) : Math.max(boot, now - LONGEST_START);
  }
}

const secondsTo = (time: number, since: number) => Math.max(0, Math.ceil((time - since) / 1000));
