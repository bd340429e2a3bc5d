import { describe, expect, it } from 'vitest';
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

  it.each([
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
