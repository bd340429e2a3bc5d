import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../../lib/local/run.ts';
import { openStores } from '../../lib/store/open.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { folderWith, SPEC, spotnas, summaryOf } from './harness.ts';

/** A runner that stores the search, as the real one does, and keeps what it was asked. */
function recordingRunner() {
  const asked: RunOptions[] = [];
  const run = async (options: RunOptions) => {
    asked.push(options);
    const { trials } = await openStores(`file:${options.home}`);
    if (options.spec) await trials.createSearch(options.id, options.spec as unknown as JsonObject);
    options.onEvent?.({ type: 'generation', generation: 1 });
    options.onEvent?.({ type: 'trial', number: 1, state: 'complete', score: 0.97, latencyMs: 1.5 });
    return summaryOf(options.id);
  };
  return { asked, run };
}

const home = () => {
  const folder = folderWith({ 'a.yaml': SPEC });
  return { spec: join(folder, 'a.yaml'), flags: ['--home', join(folder, 'home')] };
};

describe('spotnas run', () => {
  it('numbers searches and runs the specification', async () => {
    const { spec, flags } = home();
    const { asked, run } = recordingRunner();
    await spotnas(['run', spec, ...flags, '--workers', '3'], run);
    await spotnas(['run', spec, ...flags, '--seed', '7'], run);
    expect(asked).toMatchObject([
      { id: 'digits-1', workers: 3, spec: { name: 'digits', seed: 0 } },
      { id: 'digits-2', spec: { seed: 7 } },
    ]);
  });

  it('prints the best and where to find them', async () => {
    const { spec, flags } = home();
    const { code, stdout } = await spotnas(['run', spec, ...flags]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/3 +98\.1 % +98\.5 % +1\.23 ms +12,345 +a cell/);
    expect(stdout).toContain('/somewhere/digits-1/report.html');
    expect(stdout).toContain('/somewhere/digits-1/best/model.json');
  });

  it('sets what finalists were measured to take against what was predicted', async () => {
    const { spec, flags } = home();
    const measured = [
      {
        number: 3,
        device: 'this-machine',
        predictedMs: 1.23,
        clockMs: 2,
        latencyMs: 1.31,
        deviationMs: 0.04,
        holds: 'unsure',
      },
    ] as const;
    const { stdout } = await spotnas(['run', spec, ...flags], async ({ id }) => ({ ...summaryOf(id), measured }));
    expect(stdout).toMatch(
      /trial +device +predicted +measured +limit\n +3 +this-machine +1\.23 ms +1\.31 ms ± 0\.04 ms +too close to tell\n/,
    );
  });

  it('prints one JSON document with --json, and progress on stderr', async () => {
    const { spec, flags } = home();
    const { stdout, stderr } = await spotnas(['run', spec, ...flags, '--json'], recordingRunner().run);
    expect(JSON.parse(stdout)).toEqual(summaryOf('digits-1'));
    expect(stderr).toContain('trial 1: 97.0 %, 1.50 ms (1 of 4)');
  });

  it('shows moving progress on a terminal, only there', async () => {
    const { spec, flags } = home();
    const live = await spotnas(['run', spec, ...flags], recordingRunner().run, { isTTY: true, columns: 80 });
    const plain = await spotnas(['run', spec, ...flags], recordingRunner().run);
    expect(live.stderr).toContain('\x1b[');
    expect(plain.stderr).not.toContain('\x1b[');
  });

  it.each([
    [1, 'NoTrialCompleted', 'all 32 trials failed: the loss is NaN'],
    [2, 'NoArchitectureFits', 'none of 50 architectures meets the constraints: constraints.latencyMs.max is 0.001'],
  ])('exits with %i on %s, and says why', async (expected, name, message) => {
    const { spec, flags } = home();
    const { code, stderr } = await spotnas(['run', spec, ...flags], async () => {
      throw Object.assign(new Error(message), { name });
    });
    expect(code).toBe(expected);
    expect(stderr).toContain(`error: ${message}`);
  });

  it('stops gently on the first Ctrl-C and exits with 130', async () => {
    const { spec, flags } = home();
    const { code, stdout, stderr } = await spotnas(['run', spec, ...flags], ({ signal, id }) => {
      const { promise, reject } = Promise.withResolvers<never>();
      signal!.addEventListener('abort', () => {
        reject(Object.assign(new Error(`resume it with: spotnas resume ${id}`), { name: 'SearchInterruptedError' }));
      });
      process.emit('SIGINT');
      return promise;
    });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('stopping digits-1');
    expect(stderr).toContain('spotnas resume digits-1');
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('goes on with an id that exists, but only with the same specification', async () => {
    const { spec, flags } = home();
    const { asked, run } = recordingRunner();
    const line = ['run', spec, ...flags, '--id', 'mine'];
    await spotnas(line, run);
    const again = await spotnas(line, run);
    const other = await spotnas([...line, '--seed', '1'], run);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('resuming mine');
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('--id: got mine, a search with another specification');
    expect(asked.map(({ spec }) => Boolean(spec))).toEqual([true, false]);
  });
});

describe('spotnas resume', () => {
  it('goes on without a specification', async () => {
    const { spec, flags } = home();
    const { asked, run } = recordingRunner();
    await spotnas(['run', spec, ...flags], run);
    const { code } = await spotnas(['resume', 'digits-1', ...flags], run);
    expect(code).toBe(0);
    expect(asked[1]).toMatchObject({ id: 'digits-1' });
    expect(asked[1]).not.toHaveProperty('spec');
  });

  it('names the searches there are when the id is none', async () => {
    const { spec, flags } = home();
    await spotnas(['run', spec, ...flags], recordingRunner().run);
    const { code, stderr } = await spotnas(['resume', 'digits-9', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain('id: got digits-9; allowed: digits-1');
  });
});
