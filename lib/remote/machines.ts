import type { Charge, Machine } from '../trial/charge.ts';

/** Machines that work for a search now, by how they are bought. */
export interface Machines {
  readonly spot: number;
  readonly onDemand: number;
}

/**
 * The machines of attempts that go on. They pay in advance, so one that is behind its payments has died with its machine.
 * @param now milliseconds since 1970
 */
export function machinesAtWork(charges: readonly Charge[], now: number): Machines {
  const alive = charges.filter(
    ({ state, since, seconds }) => state === 'running' && Date.parse(since) + seconds * 1000 >= now,
  );
  const count = (purchase: Machine['purchase']) =>
    new Set(alive.filter(({ machine }) => machine.purchase === purchase).map(({ machine }) => machine.instance)).size;
  return { spot: count('spot'), onDemand: count('on-demand') };
}
