/**
 * Whole candidates an hour on this machine: build, load, train three epochs of digits, evaluate, save. Trials of this
 * project against those of KerasTuner on the same networks and data, each with one thread and as many processes as there
 * are cores, and with one process and all threads.
 *
 *   node bench/candidates/run.ts [--count 24] [--python PYTHON] [--json]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { mean } from '../../lib/math/statistics.ts';
import { npy } from '../training/npy.ts';
import { peersPython } from '../training/python.ts';
import { candidates } from './candidates.ts';
import { digits } from './digits.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '24' },
    python: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const cores = availableParallelism();
const all = candidates(Number(options.count));
const python = options.python ?? (await peersPython());
const folder = mkdtempSync(join(tmpdir(), 'spotnas-candidates-'));

try {
  for (const [split, { features, labels, count }] of Object.entries(digits())) {
    writeFileSync(join(folder, `${split}-features.npy`), npy(features, [count, 28, 28, 1]));
    writeFileSync(join(folder, `${split}-labels.npy`), npy(labels, [count]));
  }
  const results: Record<string, unknown> = {};
  for (const processes of [cores, 1]) {
    results[`spotnas ${processes} x ${cores / processes}`] = await measure(processes, (list, i) => [
      process.execPath,
      [join(import.meta.dirname, 'worker.ts'), join(folder, `spotnas-${processes}-${i}`), list],
    ]);
    if (!python) continue;
    results[`KerasTuner ${processes} x ${cores / processes}`] = await measure(processes, (list, i) => [
      python,
      [join(import.meta.dirname, 'tuner.py'), folder, list, `tuner-${processes}-${i}`],
    ]);
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
  else console.table(results);
} finally {
  rmSync(folder, { recursive: true });
}

/** Processes start, each with its share, and the last one ends. */
async function measure(processes: number, command: (list: string, part: number) => readonly [string, string[]]) {
  const threads = String(cores / processes);
  const env = {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: threads,
    TF_NUM_INTEROP_THREADS: threads,
    OMP_NUM_THREADS: threads,
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
  const begun = performance.now();
  const parts = await Promise.all(
    Array.from({ length: processes }, async (_, part) => {
      const list = JSON.stringify(all.filter((_candidate, i) => i % processes === part));
      const { stdout } = await promisify(execFile)(...command(list, part), { env, maxBuffer: 2 ** 24 });
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as { readonly accuracies: readonly number[] };
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const accuracies = parts.flatMap((part) => part.accuracies);
  return {
    'candidates/hour': Math.round((3600 * accuracies.length) / seconds),
    seconds: Number(seconds.toFixed(1)),
    'mean accuracy': Number(mean(accuracies).toFixed(4)),
  };
}
