/**
 * The name under which an attempt holds leases. Names sort as attempts began, so that of two attempts at one trial the later
 * one has the lease, whichever asks for it last: AWS makes another attempt when it has given up an instance, on which a
 * container may go on for a while.
 * @param order how many attempts at the search's work had begun, this one included (store/ports.ts: beginAttempt)
 * @param name tells it apart for people: Batch's job and attempt
 */
export const attemptName = (order: number, name: string): string => `${String(order).padStart(DIGITS, '0')}/${name}`;

/** A search of 100,000 trials has fewer attempts than that, however often its instances are taken back. */
const DIGITS = 8;
