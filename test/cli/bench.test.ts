import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tableFile, ternaryTable } from '../benchmark/tables.ts';
import { spotnas } from './harness.ts';

describe('spotnas bench strategies', () => {
  const command = (...more: string[]) => [
    ...['bench', 'strategies', '--table', tableFile(ternaryTable()), '--space', 'categorical:4x3', '--reward', 'acc'],
    ...['--strategies', 'random,local-search', '--runs', '3', ...more],
  ];

  it('prints a table', async () => {
    const { code, stdout, stderr } = await spotnas(command('--second', 'ms', '--budget-evaluations', '40'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toMatch(/^strategy +mean +std +median +optimum found +trials a run +hypervolume$/);
    expect(stdout).toMatch(/\nlocal-search +8\.000 +0\.000 +8\.000 +100\.0 % +40\.0 +\d\.\d{4}\n/);
  });

  it('says on a terminal how far it is, and leaves none of that behind', async () => {
    const flags = command('--budget-evaluations', '5', '--processes', '1');
    const { stderr } = await spotnas(flags, undefined, { isTTY: true, columns: 80 });
    expect(stderr.endsWith('\r\x1b[K6 of 6 runs\r\x1b[K'), stderr).toBe(true);
  });

  it('prints one JSON document with --json', async () => {
    const { stdout } = await spotnas(command('--budget-seconds', '30', '--cost', '2', '--json'));
    const { results } = JSON.parse(stdout);
    expect(results[0]).toMatchObject({
      strategy: 'random',
      runs: 3,
      mean: expect.any(Number),
      std: expect.any(Number),
      quantiles: { '0.5': expect.any(Number) },
      hitRate: expect.any(Number),
      evaluations: 15,
    });
    expect(results[0]).not.toHaveProperty('hypervolume');
  });

  it('runs strategies of several fidelities where there are rewards of shares of the training', async () => {
    const rungs = ['--rung', '0.25=acc', '--rung', '0.5=2 * acc', '--budget-evaluations', '20', '--json'];
    const { code, stdout } = await spotnas(command(...rungs, '--strategies', 'hyperband,asha,random'));
    expect(code).toBe(0);
    const { results } = JSON.parse(stdout) as { results: readonly { strategy: string; evaluations: number }[] };
    expect(results.map(({ strategy }) => strategy)).toEqual(['hyperband', 'asha', 'random']);
    for (const { evaluations } of results) expect(evaluations).toBeGreaterThan(19);
  });

  it('sets options of strategies', async () => {
    const search = async (...more: string[]) =>
      (await spotnas(command('--budget-evaluations', '20', '--strategies', 'genetic', '--json', ...more))).stdout;
    const defaults = await search();
    expect(await search('--set', 'genetic.population=20')).toBe(defaults);
    expect(await search('--set', 'genetic.population=5', '--set', 'genetic.mutation=1')).not.toBe(defaults);
  });

  it('draws the course of every strategy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spotnas-plot-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'plot.svg');
    await spotnas(command('--budget-evaluations', '20', '--report', 'test', '--plot', file));
    const drawing = readFileSync(file, 'utf8');
    expect(drawing).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(drawing.match(/<polyline/g)).toHaveLength(2);
    for (const text of ['random', 'local-search', 'test', 'share of 20 evaluations']) expect(drawing).toContain(text);
    expect(drawing).not.toContain('NaN');
  });

  it.each([
    [['--budget-seconds', '9', '--strategies', 'asha'], '--strategies: asha needs --rung'],
    [['--budget-seconds', '9', '--rung', '1.5=acc'], 'Got 1.5=acc. Allowed: a share between 0 and 1'],
    [
      ['--budget-seconds', '9', '--set', 'genetic.size=5'],
      'Got genetic.size=5. Allowed: strategy.option=value, of population',
    ],
    [['--budget-seconds', '9', '--set', 'genetic.population=0'], 'Got genetic.population=0: Too small'],
    [[], 'a run needs an end; allowed: --budget-seconds, --budget-evaluations, or both'],
    [['--budget-seconds', '0'], 'Allowed: a number above 0'],
    [['--budget-seconds', '9', '--strategies', 'random,annealing'], 'Got annealing. Allowed: random,'],
    [['--budget-seconds', '9', '--report', 'loss'], '--report: got loss (Undefined symbol loss); allowed: a column'],
  ])('exits with 2 for %j', async (more, says) => {
    const { code, stdout, stderr } = await spotnas(command(...more));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('spotnas bench latency', () => {
  const command = (...more: string[]) => [
    ...['bench', 'latency', '--table', tableFile(ternaryTable()), '--space', 'categorical:4x3', '--targets', 'ms'],
    ...['--samples', '5,20', '--runs', '2', ...more],
  ];

  it('prints a table', async () => {
    const { code, stdout, stderr } = await spotnas(command());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toMatch(
      /^device +samples +Spearman +Kendall +within 5 % +within 10 % +in 90 % interval +limit broken$/,
    );
    expect(stdout).toMatch(/\nms +20 +0\.9\d+ +0\.9\d+ +/);
  });

  it('prints one JSON document with --json', async () => {
    const { stdout } = await spotnas(command('--json'));
    const number = expect.any(Number);
    expect(JSON.parse(stdout).results[1]).toEqual({
      target: 'ms',
      samples: 20,
      runs: 2,
      spearman: number,
      kendall: number,
      within5: number,
      within10: number,
      coverage90: number,
      violated90: number,
    });
  });

  it.each([
    [['--samples', '5,x'], 'Allowed: a whole number from 2'],
    [['--references', 'a,,b'], 'Got a,,b. Allowed: names with commas'],
    [['--where', 'ms >'], '--where: got ms >'],
  ])('refuses %j', async (more, message) => {
    const { code, stderr } = await spotnas(command(...more));
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
