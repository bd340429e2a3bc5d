import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SearchSummary } from '../../lib/local/events.ts';
import { finish, outcome, start, temporaryHome, tinySpec, trainerLog, trialsOf, writeSpec } from './search.ts';

const run = (home: string, text?: string) => finish<SearchSummary>(home, 'run', writeSpec(home, text));

describe('spotnas run', { timeout: 300_000 }, () => {
  it('searches real digits to a report and a model; the same seed gives the same, another seed another', async () => {
    const first = temporaryHome();
    const text = tinySpec({ constraints: { latencyMs: { max: 1000 } } });
    const summary = await run(first, text);
    expect(summary).toMatchObject({ id: 'tiny-1', trials: { complete: 7 } });
    expect(summary.measured).toMatchObject([{ number: summary.best.number, holds: 'yes' }]);
    expect(readFileSync(summary.report, 'utf8')).toContain('<svg');
    expect(existsSync(summary.model)).toBe(true);
    const evaluated = await finish<{ accuracy: number; examples: number }>(first, 'evaluate', 'tiny-1');
    expect(evaluated).toMatchObject({ examples: 2000, accuracy: expect.closeTo(summary.best.testScore!, 6) });

    const second = temporaryHome({ profileOf: first });
    expect((await run(second, text)).weightsHash).toBe(summary.weightsHash);
    expect(await outcome(second, 'tiny-1')).toEqual(await outcome(first, 'tiny-1'));

    const other = await run(second, tinySpec({ seed: 4 }));
    expect(other.id).toBe('tiny-2');
    expect(other.weightsHash).not.toBe(summary.weightsHash);
    const architectures = async (id: string) =>
      (await trialsOf(second, id)).map(({ architectureId }) => architectureId);
    expect(await architectures('tiny-2')).not.toEqual(await architectures('tiny-1'));
  });

  it('stops on Ctrl-C with its work saved, and goes on from there', async () => {
    const calm = temporaryHome();
    await run(calm);
    const home = temporaryHome({ profileOf: calm });
    const { child, done } = start(home, 'run', writeSpec(home));
    await until(child, () => trainerLog(home, 'tiny-1').some((line) => line.startsWith('trial 2: begins')));
    child.kill('SIGINT');
    const { code, stderr } = await done;
    expect(code).toBe(130);
    expect(stderr).toContain('resume it with: spotnas resume tiny-1');
    expect((await trialsOf(home, 'tiny-1')).some(({ state }) => state === 'failed')).toBe(false);
    await finish(home, 'resume', 'tiny-1');
    expect(await outcome(home, 'tiny-1')).toEqual(await outcome(calm, 'tiny-1'));
  });

  it('goes on when a trainer is killed, as by the kernel when memory runs out', async () => {
    const home = temporaryHome();
    // Long enough to be met while it trains.
    const text = tinySpec({ recipe: { epochs: 4, trainExamples: 2048 }, budget: { trials: 3 } });
    const { child, done } = start(home, 'run', writeSpec(home, text));
    await until(child, () => trainerLog(home, 'tiny-1').length > 0 && childrenOf(child.pid!).length > 0);
    process.kill(childrenOf(child.pid!)[0]!, 'SIGKILL');
    const { code, stderr } = await done;
    expect(code, stderr).toBe(0);
    const failed = (await trialsOf(home, 'tiny-1')).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ failure: expect.stringContaining('its container ended without a result') }]);
  });

  it('records trials whose loss is no number, and fails when none is left', async () => {
    const home = temporaryHome();
    // Weights grow by a factor of 9 each step.
    const recipe = { learningRate: 10, weightDecay: 1, warmup: 0, epochs: 10, trainExamples: 256 };
    const { code, stderr } = await start(home, 'run', writeSpec(home, tinySpec({ recipe }))).done;
    expect(code).toBe(1);
    expect(stderr).toMatch(/error: all 6 trials failed: .*the loss is (NaN|Infinity) at step \d+/);
    const trials = await trialsOf(home, 'tiny-1');
    expect(trials.map(({ state }) => state)).toEqual(Array(6).fill('failed'));
    expect(await finish(home, 'status', 'tiny-1')).toMatchObject({ status: 'failed', trials: { failed: 6 } });
  });

  const here = import.meta.filename;
  it.each([
    [
      { source: 'idx', images: here, labels: here },
      /error: .*data\.images: got .*run\.test\.ts, which begins with .*; allowed/,
    ],
    [
      { source: 'images', path: dirname(here) },
      /error: .*data\.path: got .*local, without an image; allowed: a folder of images/,
    ],
  ])('ends with what is wrong with the data: %j', async (data, says) => {
    const home = temporaryHome();
    const { code, stderr } = await start(home, 'run', writeSpec(home, tinySpec({ data }))).done;
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(await finish(home, 'status', 'tiny-1')).toMatchObject({ status: 'failed' });
  });
});

/** Waits for something to happen while a search runs. */
async function until(child: ChildProcess, happens: () => boolean): Promise<void> {
  while (!happens()) {
    expect(child.exitCode, 'the search has ended').toBeNull();
    await delay(20);
  }
}

/** Processes that a process has started. */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
