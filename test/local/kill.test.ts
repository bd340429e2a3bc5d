import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { finish, outcome, start, temporaryHome, trainerLog, trialsOf, writeSpec } from './search.ts';

const KILLS = 10;

const begins = (home: string, { number }: Trial) =>
  trainerLog(home, 'search').filter((line) => line.startsWith(`trial ${number}: begins`)).length;

describe('a search that is killed', () => {
  it(`ends as an uninterrupted one after kill -9 of everything at ${KILLS} random moments`, {
    timeout: 900_000,
  }, async () => {
    const calm = temporaryHome();
    await finish(calm, 'run', writeSpec(calm), '--id', 'search');

    const rough = temporaryHome({ profileOf: calm });
    const spec = writeSpec(rough);
    const begun = performance.now();
    const random = randomStream(20261124, 'kills');
    const finished = new Map<Trial, number>();
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, done } = start(rough, 'run', spec, '--id', 'search');
      await Promise.race([delay(1500 + random.uniform() * 5000), done]);
      if (child.exitCode === null) {
        killed++;
        process.kill(-child.pid!, 'SIGKILL');
      }
      await done;
      for (const [trial, times] of finished) expect(begins(rough, trial), `trial ${trial.number}`).toBe(times);
      for (const trial of await trialsOf(rough, 'search')) {
        if (trial.state === 'complete') finished.set(trial, begins(rough, trial));
      }
    }
    await finish(rough, 'resume', 'search');
    expect(await outcome(rough, 'search')).toEqual(await outcome(calm, 'search'));
    for (const [trial, times] of finished) expect(begins(rough, trial), `trial ${trial.number}`).toBe(times);
    expect(killed, `${killed} kills in ${performance.now() - begun} ms`).toBeGreaterThan(KILLS / 2);
  });
});
