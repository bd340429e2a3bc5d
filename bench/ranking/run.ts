/**
 * Whether short trainings rank architectures as long ones do: random NAS-Bench-201 cells trained on the CIFAR-10 subset,
 * against the benchmark's test accuracy after 200 epochs on all of CIFAR-10. Skips visibly where the data is not.
 *
 *   node bench/ranking/run.ts [--cells 30] [--seed 1] [--processes 2] [--json]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { randomStream } from '../../lib/math/random.ts';
import { kendallTau, spearman } from '../../lib/math/statistics.ts';
import { readTable, tableIsPresent } from '../nasbench201-table.ts';
import { DATA } from './settings.ts';

const { values: options } = parseArgs({
  options: {
    cells: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});

interface Trained {
  readonly edges: readonly string[];
  readonly score: number;
  readonly seconds: number;
}

if (!tableIsPresent || !existsSync(DATA.path)) {
  console.log(`skipped: needs the public table and ${DATA.path}`);
} else {
  const table = readTable();
  const cells = randomStream(Number(options.seed), 'cells')
    .shuffle([...table.values()])
    .slice(0, Number(options.cells));
  const processes = Number(options.processes);
  const shares = Array.from({ length: processes }, (_, i) => cells.filter((_cell, n) => n % processes === i));
  const trained = (await Promise.all(shares.map((share) => trainSome(share.map(({ edges }) => edges))))).flat();
  const short = trained.map(({ score }) => score);
  const long = trained.map(({ edges }) => table.get(edges.join())!.test200);
  const found = {
    cells: trained.length,
    kendallTau: kendallTau(short, long),
    spearman: spearman(short, long),
    seconds: trained.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  if (options.json)
    console.log(JSON.stringify({ ...found, trained: trained.map((one, i) => ({ ...one, test200: long[i] })) }));
  else console.table(found);
}

/** In a process of its own, on one thread. @throws Error when it ends before all are trained */
async function trainSome(cells: readonly (readonly string[])[]): Promise<readonly Trained[]> {
  const env = { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '2' };
  const args = [join(import.meta.dirname, 'train-some.ts'), ...cells.map((cell) => JSON.stringify(cell))];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const trained: Trained[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const one = JSON.parse(line) as Trained;
    trained.push(one);
    if (process.stderr.isTTY) console.error(`${one.edges.join(' ')}: ${one.score} in ${one.seconds.toFixed(0)} s`);
  }
  const [code] = await closed;
  if (code !== 0) throw new Error(`a trainer ended with ${code}`);
  return trained;
}
