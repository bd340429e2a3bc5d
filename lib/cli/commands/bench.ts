import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BenchmarkOptions } from '../../benchmark/run.ts';
import type { Result } from '../../benchmark/summarise.ts';
import type { TableOptions } from '../../benchmark/table.ts';
import { strategies as known } from '../../strategy/registry.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { table as columns, percent } from '../format.ts';
import { integer, jsonOption, positive } from '../options.ts';

interface Flags extends TableOptions {
  readonly budgetSeconds?: number;
  readonly budgetEvaluations?: number;
  readonly strategies: readonly string[];
  readonly generation: number;
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  readonly json: boolean;
}

/** `spotnas bench strategies` */
export function benchCommand(program: Command, context: Context): void {
  const bench = program.command('bench').description('measure the parts of a search on tables of results');
  bench
    .command('strategies')
    .description('run strategies against a table of architectures and their results, in simulated time')
    .requiredOption('--table <file>', 'CSV file, plain or gzipped; its column arch names the architectures')
    .requiredOption('--space <name>', "the table's space, or categorical:8x3 for 8 digits below 3")
    .requiredOption('--reward <column>', 'what strategies maximise: a column, or a formula such as "100 - error"')
    .option('--report <column>', 'what counts of the best by reward (default: the reward)')
    .option('--second <column>', 'second objective, minimised')
    .option('--cost <column>', 'seconds of a trial, e.g. "7.5 + 27 * count(arch, \'3\')" (default: 1)')
    .option('--where <formula>', 'leave out rows where it is 0')
    .addOption(new Option('--budget-seconds <s>', 'simulated time of a run').argParser(positive))
    .addOption(new Option('--budget-evaluations <n>', 'trials of a run').argParser(integer(1, 1e6)))
    .addOption(
      new Option('--strategies <names>', 'separated by commas').argParser(strategyNames).default(
        known.map(({ name }) => name),
        'all',
      ),
    )
    .addOption(new Option('--generation <n>', 'proposals at a time').argParser(integer(1, 10_000)).default(1))
    .addOption(new Option('--runs <n>', 'of each strategy').argParser(integer(1, 100_000)).default(100))
    .addOption(new Option('--seed <n>', 'of the first run').argParser(integer(0, 2 ** 31)).default(0))
    .addOption(
      new Option('--processes <n>', 'side by side').argParser(integer(1, 1024)).default(availableParallelism()),
    )
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const { runBenchmark } = await import('../../benchmark/run.ts');
      const results = await runBenchmark(benchmarkOf(flags, context));
      if (context.stderr.isTTY) context.stderr.write('\r\u001b[K');
      context.stdout.write(flags.json ? `${JSON.stringify({ results })}\n` : text(results));
    });
}

function benchmarkOf(flags: Flags, { stderr }: Context): BenchmarkOptions {
  const {
    table,
    space,
    reward,
    report,
    second,
    cost,
    where,
    json: _,
    budgetSeconds,
    budgetEvaluations,
    ...rest
  } = flags;
  if (budgetSeconds === undefined && budgetEvaluations === undefined) {
    throw new UsageError('a run needs an end; allowed: --budget-seconds, --budget-evaluations, or both');
  }
  const given = { report, second, cost, where };
  const columns = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    ...rest,
    table: { table, space, reward, ...columns },
    budget: { seconds: budgetSeconds ?? Infinity, evaluations: budgetEvaluations ?? Infinity },
    ...(stderr.isTTY && { onProgress: (done, of) => void stderr.write(`\r\u001b[K${done} of ${of} runs`) }),
  };
}

function text(results: readonly Result[]): string {
  const second = results.some(({ hypervolume }) => hypervolume !== undefined);
  const heading = [
    'strategy',
    'mean',
    'std',
    'median',
    'optimum found',
    'trials a run',
    ...(second ? ['hypervolume'] : []),
  ];
  const rows = results.map(({ strategy, mean, std, quantiles, hitRate, evaluations, hypervolume }) => [
    strategy,
    mean.toFixed(3),
    std?.toFixed(3) ?? '',
    quantiles['0.5']!.toFixed(3),
    percent(hitRate),
    evaluations.toFixed(1),
    ...(second ? [hypervolume!.toFixed(4)] : []),
  ]);
  return columns(second ? 'lrrrrrr' : 'lrrrrr', [heading, ...rows]);
}

function strategyNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.some((strategy) => strategy.name === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`Got ${unknown}. Allowed: ${known.map(({ name }) => name).join(', ')}.`);
  }
  return names;
}
