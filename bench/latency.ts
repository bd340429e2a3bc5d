/**
 * How well devices are predicted from a few measurements, by `spotnas bench latency` on two public tables (HELP's
 * measurements of NAS-Bench-201 and of FBNet's space): each device in turn is new, all others are references but other batch
 * sizes of the same card. Beside it a plain ridge regression on the same draws: of log milliseconds, on the references' log
 * milliseconds and the counts of choices, or, without references, on choices one-hot.
 *
 *   node bench/latency.ts [--runs 20] [--seed 0] [--samples 10,20,100] [--table nasbench201|fbnet] [--alone] [--choose random|telling] [--json]
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LatencyResult, runLatencyBenchmark } from '../lib/benchmark/latency/run.ts';
import { type LatencyTable, readLatencyTable } from '../lib/benchmark/latency/table.ts';
import { randomStream } from '../lib/math/random.ts';
import { mean, spearman } from '../lib/math/statistics.ts';
import { ridge } from './ridge.ts';

const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '0' },
    samples: { type: 'string', default: '10,20,100' },
    table: { type: 'string', default: 'nasbench201' },
    alone: { type: 'boolean', default: false },
    choose: { type: 'string', default: 'random' },
    json: { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(given.runs), Number(given.seed)];
const choose = given.choose as 'random' | 'telling';
const samples = given.samples.split(',').map(Number);

/** The batch sizes of a card stand behind its name. */
const NASBENCH201 =
  '1080ti_1,1080ti_32,1080ti_256,2080ti_1,2080ti_32,titanx_1,titanx_32,titanx_256,titanxp_1,titanxp_256,essential_ph_1,pixel3,samsung_a50,samsung_s7,silver_4114,silver_4210r';
const FBNET =
  '1080ti_1,1080ti_32,1080ti_64,2080ti_1,2080ti_32,2080ti_64,titan_rtx_64,titanx_1,titanx_32,titanx_64,titanxp_1,titanxp_32,titanxp_64,essential_ph_1,pixel3,samsung_a50,samsung_s7,silver_4114,silver_4210r';
const TABLES = {
  nasbench201: {
    space: 'nasbench201',
    // Cells without a path take next to nothing on this phone.
    where: 'pixel3 >= 1',
    devices: NASBENCH201.split(','),
    targets: ['1080ti_1', '2080ti_32', 'titanxp_256', 'samsung_s7', 'silver_4210r', 'pixel3'],
  },
  fbnet: {
    space: 'categorical:22x9',
    devices: FBNET.split(','),
    targets: ['1080ti_1', '2080ti_32', 'titan_rtx_64', 'samsung_s7', 'silver_4210r', 'pixel3'],
  },
} as const;
const { space, devices, targets, ...rest } = TABLES[given.table as keyof typeof TABLES];
const file = resolve(import.meta.dirname, `../../shared/data/latency/${given.table}_latency_ms.csv.gz`);
if (!existsSync(file)) {
  console.error(`skipped: ${file} is not here`);
  process.exit(0);
}

/** Of the ridge regression: better than 1 on these tables. */
const STRENGTH = 3;

const cardOf = (device: string) => (/^(\d+ti|titan[a-z_]*)_\d+$/.test(device) ? device.replace(/_\d+$/, '') : device);

const results: (LatencyResult & { readonly ridge: ReturnType<typeof ridgeOf> })[] = [];
for (const target of targets) {
  const references = given.alone ? [] : devices.filter((device) => cardOf(device) !== cardOf(target));
  const table = { table: file, space, references, targets: [target], ...rest };
  const own = await runLatencyBenchmark({ table, samples, choose, runs, seed, processes: availableParallelism() });
  const read = readLatencyTable(table);
  results.push(...own.map((result) => ({ ...result, ridge: ridgeOf(read, target, references, result.samples) })));
}
const means = samples.map((count) => {
  const some = results.filter((result) => result.samples === count);
  const of = (value: (result: (typeof some)[number]) => number) => mean(some.map(value));
  return {
    target: 'mean',
    samples: count,
    spearman: of((result) => result.spearman),
    within10: of((result) => result.within10),
    coverage90: of((result) => result.coverage90),
    violated90: of((result) => result.violated90),
    ridge: { spearman: of(({ ridge }) => ridge.spearman), within10: of(({ ridge }) => ridge.within10) },
  };
});
if (given.json) console.log(JSON.stringify({ runs, seed, results, means }, null, 2));
else {
  console.table(
    [...results, ...means].map(({ target, samples: count, spearman, within10, coverage90, violated90, ridge }) => ({
      device: target,
      samples: count,
      Spearman: spearman.toFixed(4),
      'ridge ': ridge.spearman.toFixed(4),
      'within 10 %': within10.toFixed(3),
      ' ridge': ridge.within10.toFixed(3),
      'in 90 % interval': coverage90.toFixed(3),
      'limit broken': violated90.toFixed(3),
    })),
  );
}

/** On the draws of lib/benchmark/latency/predict.ts. */
function ridgeOf({ architectures, ms }: LatencyTable, target: string, references: readonly string[], count: number) {
  const times = ms.get(target)!;
  const rows = architectures.map(({ counts, decisions }, row) =>
    references.length === 0 ? decisions : [...references.map((device) => Math.log(ms.get(device)![row]!)), ...counts],
  );
  const qualities = Array.from({ length: runs }, (_, i) => {
    const order = randomStream(seed + i, 'latency', target).shuffle([...rows.keys()]);
    const [drawn, held] = [order.slice(0, count), order.slice(count)];
    const predict = ridge(
      drawn.map((row) => rows[row]!),
      drawn.map((row) => Math.log(times[row]!)),
      STRENGTH,
    );
    const predicted = held.map((row) => Math.exp(predict(rows[row]!)));
    const measured = held.map((row) => times[row]!);
    const near = measured.map((value, i) => (Math.abs(predicted[i]! - value) <= 0.1 * value ? 1 : 0));
    return { spearman: spearman(predicted, measured), within10: mean(near) };
  });
  return { spearman: mean(qualities.map((q) => q.spearman)), within10: mean(qualities.map((q) => q.within10)) };
}
