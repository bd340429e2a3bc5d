import { describe, expect, it } from 'vitest';
import { type LatencyBenchmarkOptions, runLatencyBenchmark } from '../../lib/benchmark/latency/run.ts';
import { readLatencyTable } from '../../lib/benchmark/latency/table.ts';
import { benchmarkOrder } from '../../lib/space/nasbench201/order.ts';
import { tableFile } from './tables.ts';

/** All rows of `categorical:5x3`: two devices that are alike, one that is not, and one without a time for some. */
function devicesTable(): string {
  const rows = Array.from({ length: 243 }, (_, i) => {
    const arch = i.toString(3).padStart(5, '0');
    const [ones, twos] = ['1', '2'].map((digit) => arch.split(digit).length - 1) as [number, number];
    const wobble = 1 + 0.01 * ((i * 7) % 5);
    return [arch, 5 + ones + 4 * twos, (50 + 10 * ones + 41 * twos) * wobble, 3 + 4 * ones + twos, ones].join();
  });
  return ['arch,fast,slow,odd,broken', ...rows, ''].join('\n');
}

const run = (table: object = {}, more: Partial<LatencyBenchmarkOptions> = {}) =>
  runLatencyBenchmark({
    table: { table: tableFile(devicesTable()), space: 'categorical:5x3', references: [], targets: ['slow'], ...table },
    samples: [8, 40],
    choose: 'random',
    runs: 3,
    seed: 1,
    processes: 2,
    ...more,
  });

describe('a benchmark of latencies', () => {
  it('is the same in any number of processes, and tells every draw', async () => {
    const told: (readonly [number, number])[] = [];
    const two = await run({ targets: ['slow', 'odd'] }, { onProgress: (...progress) => told.push(progress) });
    expect(await run({ targets: ['slow', 'odd'] }, { processes: 1 })).toEqual(two);
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => [i + 1, 12]));
    expect(two.map(({ target, samples, runs }) => [target, samples, runs])).toEqual([
      ['slow', 8, 3],
      ['slow', 40, 3],
      ['odd', 8, 3],
      ['odd', 40, 3],
    ]);
  });

  it('predicts better from more measurements, and from a device that is alike', async () => {
    const [few, many] = await run();
    const [referred] = await run({ references: ['fast'] });
    expect(many!.within10).toBeGreaterThan(few!.within10);
    expect(referred!.within10).toBeGreaterThan(few!.within10);
    expect(referred!.spearman).toBeGreaterThan(0.97);
    expect(referred!.within5).toBeLessThanOrEqual(referred!.within10);
    for (const { coverage90, violated90 } of [few!, many!, referred!]) {
      expect(coverage90).toBeGreaterThan(0.8);
      expect(violated90).toBeLessThan(0.12);
    }
  });

  it('predicts better from the most telling architectures than from any', async () => {
    const [any] = await run({}, { runs: 10 });
    const [telling] = await run({}, { runs: 10, choose: 'telling' });
    expect(telling!.within10).toBeGreaterThan(any!.within10);
  });

  it('never has a device for its own reference', async () => {
    const alone = await run();
    expect(await run({ references: ['slow'] })).toEqual(alone);
  });

  it('has the architectures of a benchmark by their number', () => {
    const rows = [3, 0].map((number) => `${number},${10 + number}`);
    const table = tableFile(['idx,ms', ...rows, ''].join('\n'));
    const { architectures, ms } = readLatencyTable({ table, space: 'nasbench201', references: [], targets: ['ms'] });
    const edges = [...benchmarkOrder()[3]!].map(Number);
    expect(architectures[0]!.decisions).toEqual(
      edges.flatMap((edge) => [0, 1, 2, 3, 4].map((op) => Number(op === edge))),
    );
    expect(architectures[0]!.counts).toEqual([0, 1, 2, 3, 4].map((op) => edges.filter((edge) => edge === op).length));
    expect(ms.get('ms')).toEqual([13, 10]);
  });

  it('leaves out rows', () => {
    const options = { space: 'categorical:5x3', references: [], targets: ['broken'] };
    const table = tableFile(devicesTable());
    expect(readLatencyTable({ ...options, table, where: 'broken > 0' }).architectures).toHaveLength(243 - 32);
    expect(() => readLatencyTable({ ...options, table })).toThrow('--targets: got broken, with a row of 0;');
  });

  it.each<[string, object, Partial<LatencyBenchmarkOptions>, string]>([
    ['a device that is not there', { targets: ['slow', 'none'] }, {}, '--targets: got none'],
    ['a reference that is not there', { references: ['none'] }, {}, '--references: got none'],
    [
      'more samples than the table has',
      {},
      { samples: [200] },
      "--samples: got 200; allowed: half of the table's 243 rows",
    ],
    ['rows without an architecture', { space: 'nasbench201' }, {}, '--table: got '],
  ])('refuses %s', async (_, table, more, message) => {
    await expect(run(table, more)).rejects.toThrow(message);
  });

  it('refuses numbers where no benchmark gives them', () => {
    const options = { space: 'categorical:5x3', references: [], targets: ['ms'] };
    expect(() => readLatencyTable({ ...options, table: tableFile('idx,ms\n0,1\n') })).toThrow(
      'with the columns idx, ms; allowed: one named arch',
    );
    expect(() => readLatencyTable({ ...options, space: 'nasbench201', table: tableFile('idx,ms\n15625,1\n') })).toThrow(
      'whole numbers from 0 to 15624',
    );
  });
});
