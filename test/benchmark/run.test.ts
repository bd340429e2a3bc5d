import { describe, expect, it } from 'vitest';
import { type BenchmarkOptions, runBenchmark } from '../../lib/benchmark/run.ts';
import { POINTS, simulate } from '../../lib/benchmark/simulate.ts';
import { readTable } from '../../lib/benchmark/table.ts';
import { tableFile, ternaryTable } from './tables.ts';

const table = () => ({ table: tableFile(ternaryTable()), space: 'categorical:4x3', reward: 'acc', report: 'test' });

describe('a simulated search', () => {
  const unlimited = { seconds: Infinity, evaluations: Infinity };
  const search = (changes: object, columns: object = {}) =>
    simulate(readTable({ ...table(), ...columns }), {
      strategy: 'random',
      seed: 1,
      budget: unlimited,
      generation: 1,
      ...changes,
    });

  it('ends when all is tried', () => {
    expect(search({})).toMatchObject({ report: 80, optimal: true, evaluations: 81, hypervolume: undefined });
  });

  it('ends before the trial that would pass its budget', () => {
    expect(search({ budget: { ...unlimited, evaluations: 7 } }).evaluations).toBe(7);
    expect(search({ budget: { ...unlimited, seconds: 99.9 } }, { cost: '10' }).evaluations).toBe(9);
    expect(search({ budget: { ...unlimited, seconds: 100 } }, { cost: '10' }).evaluations).toBe(10);
  });

  it('reports the best by reward, and whether it is the best there is', () => {
    const outcome = search({ budget: { ...unlimited, evaluations: 3 } });
    expect(outcome.optimal).toBe(false);
    expect(outcome.report).toBeLessThan(80);
  });

  it('counts nothing for what the table does not have', () => {
    expect(search({}, { where: 'acc < 7' })).toMatchObject({ report: 60, optimal: true, evaluations: 81 - 4 - 1 });
  });

  it('counts nothing for what is above a limit, and tells strategies by how much', () => {
    expect(search({}, { share: 'acc / 6' })).toMatchObject({ report: 60, optimal: true, evaluations: 81 - 4 - 1 });
    expect(search({}, { share: 'acc / 6', second: 'ms' }).hypervolume).toBe(1);
    expect(() => search({}, { share: 'acc + 2' })).toThrow('--share: got acc + 2, which is above 1 everywhere');
    const few = { strategy: 'bayesian', options: { initial: 5 }, budget: { ...unlimited, evaluations: 20 } };
    expect(search(few, { share: 'acc / 6' })).toMatchObject({ report: 60, optimal: true });
  });

  it('tells what the best so far was after each part of the budget', () => {
    const { course } = search({ budget: { ...unlimited, evaluations: 25 } });
    expect(course).toHaveLength(POINTS);
    // Two points a trial: the first one is passed before the first trial ends.
    expect(course[0]).toBeNaN();
    expect(course.slice(1)).toEqual(course.slice(1).toSorted((a, b) => a - b));
    expect(course.at(-1)).toBe(search({ budget: { ...unlimited, evaluations: 25 } }).report);
  });

  it('trains for shares of the budget where the table has rewards of them', () => {
    const rungs = { rungs: [{ fidelity: 0.25, reward: 'acc' }] };
    const halved = (evaluations: number) =>
      search(
        { strategy: 'asha', options: { fidelities: [0.25, 1], selectivity: 1 }, budget: { ...unlimited, evaluations } },
        { ...rungs, cost: '10' },
      );
    // Four for a quarter each, then the best of them in full.
    expect(halved(1).evaluations).toBe(1);
    expect(halved(1.9)).toMatchObject({ evaluations: 1, optimal: false });
    expect(halved(2).evaluations).toBe(2);
  });

  it('gives the share of the hypervolume', () => {
    expect(search({}, { second: 'ms' }).hypervolume).toBe(1);
    const early = search({ budget: { ...unlimited, evaluations: 2 } }, { second: 'ms' }).hypervolume!;
    expect(early).toBeGreaterThan(0);
    expect(early).toBeLessThan(1);
  });
});

describe('a benchmark', () => {
  const run = (changes: Partial<BenchmarkOptions> = {}) =>
    runBenchmark({
      table: table(),
      budget: { seconds: Infinity, evaluations: 30 },
      generation: 2,
      strategies: ['random', 'local-search'],
      runs: 5,
      seed: 3,
      processes: 2,
      ...changes,
    });

  it('is the same in any number of processes, and tells every run', async () => {
    const told: (readonly [number, number])[] = [];
    const two = await run({ onProgress: (...progress) => told.push(progress) });
    expect(await run({ processes: 1 })).toEqual(two);
    expect(told).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1, 10]));
    expect(two.map(({ strategy, runs, evaluations }) => ({ strategy, runs, evaluations }))).toEqual([
      { strategy: 'random', runs: 5, evaluations: 30 },
      { strategy: 'local-search', runs: 5, evaluations: 30 },
    ]);
    expect(two[1]!.hitRate).toBe(1);
    expect(two[1]!.quantiles['0.05']).toBe(80);
  });

  it('gives strategies of several fidelities the rungs of the table, and others the options that are set', async () => {
    const rungs = [
      { fidelity: 0.5, reward: 'acc' },
      { fidelity: 0.1, reward: 'acc' },
    ];
    const [bohb] = await run({ strategies: ['bohb'], table: { ...table(), rungs } });
    expect(bohb!.evaluations).toBeLessThan(30 + 1e-9);
    expect(bohb!.evaluations % 1).not.toBe(0);
    const search = (options: BenchmarkOptions['options'] = {}) => run({ strategies: ['genetic'], options });
    expect(await search({ genetic: { population: 3 } })).not.toEqual(await search());
  });

  it('says when a run ends before its first trial, and when the table has next to nothing of its space', async () => {
    await expect(run({ budget: { seconds: 0.5, evaluations: 30 } })).rejects.toThrow('--budget-seconds: got 0.5');
    const few = { ...table(), table: tableFile('arch,acc,test\n000000000000,1,1\n'), space: 'categorical:12x3' };
    await expect(run({ table: few })).rejects.toThrow('which has 0 of 1000 random architectures of categorical:12x3');
  });

  it('begins with the seed that is given', async () => {
    const [random] = await run({
      strategies: ['random'],
      runs: 3,
      seed: 3,
      budget: { seconds: Infinity, evaluations: 2 },
    });
    const [other] = await run({
      strategies: ['random'],
      runs: 3,
      seed: 4,
      budget: { seconds: Infinity, evaluations: 2 },
    });
    expect(other).not.toEqual(random);
  });
});
