import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../containers/trainer/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass, with all that happens in it, in its order. */
  advance(milliseconds: number): Promise<void>;
}

/** Turns of the event loop in which everything that follows from one moment happens. */
const TURNS = 10;

/** A clock that stands still between calls of `advance`. */
export function fakeClock(start = Date.parse('2026-11-24T08:00:00Z')): FakeClock {
  let now = start;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
  };
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper = { at: now + Math.max(0, milliseconds), wake };
        sleepers.add(sleeper);
        if (signal.aborted) wake();
        signal.addEventListener('abort', wake, { once: true });
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const [next] = [...sleepers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
      }
      now = end;
      await settle();
    },
  };
}
