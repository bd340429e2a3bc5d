/**
 * Real data, end to end: trains each task with several seeds, one process of one thread a core, and prints the score on
 * the test split. Skips visibly where the data is not.
 *
 *   node bench/tasks/run.ts [--tasks cifar10,sst2,bccd] [--seeds 1,2,3] [--processes 2] [--json]
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { mean, standardDeviation } from '../../lib/math/statistics.ts';
import { DATA, tasks } from './tasks.ts';

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: tasks.map(({ name }) => name).join() },
    seeds: { type: 'string', default: '1,2,3' },
    processes: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});

interface Result {
  readonly task: string;
  readonly seed: number;
  readonly score: number;
  readonly seconds: number;
  readonly parameters: number;
}

if (!existsSync(DATA)) {
  console.log(`skipped: the public data sets are not at ${DATA}`);
} else {
  const wanted = options.tasks.split(',');
  const results = await trainAll(
    wanted.flatMap((task) => options.seeds.split(',').map((seed) => [task, seed] as const)),
  );
  if (options.json) console.log(JSON.stringify({ results }, null, 2));
  else console.table(Object.fromEntries(wanted.map((task) => [task, row(task, results)])));
}

/** As many at a time as there are processes. */
async function trainAll(runs: readonly (readonly [string, string])[]): Promise<readonly Result[]> {
  const waiting = [...runs];
  const results: Result[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await trainOne(...next);
      console.error(
        `${result.task}, seed ${result.seed}: ${result.score.toFixed(4)} in ${result.seconds.toFixed(0)} s`,
      );
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: Number(options.processes) }, worker));
  return results;
}

async function trainOne(task: string, seed: string): Promise<Result> {
  const env = { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '2' };
  const script = join(import.meta.dirname, 'train-one.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, task, seed], { env, maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Result;
}

function row(name: string, results: readonly Result[]) {
  const runs = results.filter(({ task }) => task === name).toSorted((a, b) => a.seed - b.seed);
  const scores = runs.map(({ score }) => score);
  const { asked } = tasks.find((task) => task.name === name)!;
  return {
    parameters: runs[0]!.parameters,
    'test score': `${mean(scores).toFixed(4)} ± ${scores.length > 1 ? standardDeviation(scores).toFixed(4) : '-'}`,
    seeds: scores.map((score) => score.toFixed(4)).join(' '),
    asked: asked.score,
    'most minutes': (Math.max(...runs.map(({ seconds }) => seconds)) / 60).toFixed(1),
    allowed: asked.minutes,
  };
}
