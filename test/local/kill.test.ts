import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { finish, outcome, start, temporaryHome, trainerLog, trialsOf, writeSpec } from './search.ts';

const KILLS = 10;

describe('a search that is killed', () => {
  it(`ends as an uninterrupted one after kill -9 of everything, at ${KILLS} random moments`, {
    timeout: 1_800_000,
  }, async () => {
    const calm = temporaryHome();
    await finish(calm, 'run', writeSpec(calm), '--id', 'search');
    const expected = await outcome(calm, 'search');
    const begun = performance.now();
    const again = temporaryHome({ profileOf: calm });
    await finish(again, 'run', writeSpec(again), '--id', 'search');
    const length = performance.now() - begun;

    const random = randomStream(20261124, 'kills');
    let kills = 0;
    while (kills < KILLS) {
      const rough = temporaryHome({ profileOf: calm });
      const spec = writeSpec(rough);
      const watch = watchFinished(rough);
      for (let ended = false; !ended && kills < KILLS; ) {
        const { child, done } = start(rough, 'run', spec, '--id', 'search');
        ended = await Promise.race([delay(random.uniform() * length, false), done.then(() => true)]);
        if (!ended) {
          process.kill(-child.pid!, 'SIGKILL');
          kills++;
        }
        await done;
        await watch();
      }
      await finish(rough, 'run', spec, '--id', 'search');
      await watch();
      expect(await outcome(rough, 'search')).toEqual(expected);
    }
  });
});

/** A check, for each time that everything is dead: a trial that was complete the last time has not begun since. */
function watchFinished(home: string): () => Promise<void> {
  const begins = (number: number) =>
    trainerLog(home, 'search').filter((line) => line.startsWith(`trial ${number}: begins`)).length;
  const finished = new Map<number, number>();
  return async () => {
    for (const [number, times] of finished) expect(begins(number), `trial ${number} was trained again`).toBe(times);
    for (const { number, state } of await trialsOf(home, 'search')) {
      if (state === 'complete') finished.set(number, begins(number));
    }
  };
}
