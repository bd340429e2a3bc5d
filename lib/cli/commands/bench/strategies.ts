import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BenchmarkOptions } from '../../../benchmark/run.ts';
import type { Result } from '../../../benchmark/summarise.ts';
import type { RungOptions, TableOptions } from '../../../benchmark/table.ts';
import type { PlotLabels } from '../../../report/strategies-plot.ts';
import { strategies as known } from '../../../strategy/registry.ts';
import type { JsonObject, JsonValue } from '../../../trial/trial.ts';
import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { table as columns, percent } from '../../format.ts';
import { integer, jsonOption, positive } from '../../options.ts';
import { statusLine } from '../../status-line.ts';

interface Flags extends TableOptions {
  readonly budgetSeconds?: number;
  readonly budgetEvaluations?: number;
  readonly rung: readonly RungOptions[];
  readonly strategies?: readonly string[];
  readonly set: Readonly<Record<string, JsonObject>>;
  readonly generation: number;
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  readonly plot?: string;
  readonly json: boolean;
}

/** `spotnas bench strategies` */
export function benchStrategiesCommand(bench: Command, context: Context): void {
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
    .addOption(
      new Option('--rung <share=column>', 'reward after a share of the training, e.g. 0.06=val12; may be repeated')
        .argParser(rung)
        .default([], 'none'),
    )
    .addOption(new Option('--budget-seconds <s>', 'simulated time of a run').argParser(positive))
    .addOption(new Option('--budget-evaluations <n>', 'trials of a run').argParser(integer(1, 1e6)))
    .addOption(
      new Option('--strategies <names>', 'separated by commas')
        .argParser(strategyNames)
        .default(undefined, 'all that fit'),
    )
    .addOption(
      new Option('--set <strategy.option=value>', 'e.g. regularised-evolution.population=20; may be repeated')
        .argParser(setting)
        .default({}, 'none'),
    )
    .addOption(new Option('--generation <n>', 'proposals at a time').argParser(integer(1, 10_000)).default(1))
    .addOption(new Option('--runs <n>', 'of each strategy').argParser(integer(1, 100_000)).default(100))
    .addOption(new Option('--seed <n>', 'of the first run').argParser(integer(0, 2 ** 31)).default(0))
    .addOption(
      new Option('--processes <n>', 'side by side').argParser(integer(1, 1024)).default(availableParallelism()),
    )
    .option('--plot <file>', 'draw how the best came on over the budget, as SVG')
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const { runBenchmark } = await import('../../../benchmark/run.ts');
      const line = statusLine(context);
      const results = await runBenchmark({
        ...benchmarkOf(flags),
        ...(context.stderr.isTTY && { onProgress: (done, of) => line.say(`${done} of ${of} runs`) }),
      });
      line.clear();
      if (flags.plot !== undefined) {
        const { strategiesPlot } = await import('../../../report/strategies-plot.ts');
        writeFileSync(flags.plot, strategiesPlot(results, labelsOf(flags)));
      }
      context.stdout.write(flags.json ? `${JSON.stringify({ results })}\n` : text(results));
    });
}

function labelsOf({ report, reward, budgetSeconds, budgetEvaluations }: Flags): PlotLabels {
  const seconds = budgetSeconds !== undefined && `${budgetSeconds} seconds`;
  const evaluations = budgetEvaluations !== undefined && `${budgetEvaluations} evaluations`;
  return { label: report ?? reward, budget: [seconds, evaluations].filter(Boolean).join(' or ') };
}

function benchmarkOf(flags: Flags): BenchmarkOptions {
  const {
    table,
    space,
    reward,
    report,
    second,
    cost,
    where,
    json: _,
    plot: __,
    rung: rungs,
    set: options,
    strategies = known.filter(fits).map(({ name }) => name),
    budgetSeconds,
    budgetEvaluations,
    ...rest
  } = flags;
  if (budgetSeconds === undefined && budgetEvaluations === undefined) {
    throw new UsageError('a run needs an end; allowed: --budget-seconds, --budget-evaluations, or both');
  }
  const unfit = known.find((strategy) => strategies.includes(strategy.name) && !fits(strategy));
  if (unfit) throw new UsageError(`--strategies: ${unfit.name} needs --rung: rewards after shares of the training`);
  const given = { report, second, cost, where };
  const columns = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    ...rest,
    strategies,
    options,
    table: { table, space, reward, rungs, ...columns },
    budget: { seconds: budgetSeconds ?? Infinity, evaluations: budgetEvaluations ?? Infinity },
  };

  function fits({ severalFidelities }: { readonly severalFidelities: boolean }): boolean {
    return !severalFidelities || flags.rung.length > 0;
  }
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

/** `0.06=val12`: a share of the full training and the column, or formula, of the reward after it. */
function rung(text: string, before: readonly RungOptions[]): readonly RungOptions[] {
  const [, share, reward] = /^([\d.e-]+)=(.+)$/.exec(text) ?? [];
  const fidelity = Number(share);
  if (reward === undefined || !(fidelity > 0 && fidelity < 1)) {
    throw new InvalidArgumentError(`Got ${text}. Allowed: a share between 0 and 1 and a column, e.g. 0.06=val12.`);
  }
  return [...before.filter((other) => other.fidelity !== fidelity), { fidelity, reward }];
}

/** `strategy.option=value`, the value as JSON. */
function setting(text: string, before: Readonly<Record<string, JsonObject>>): Readonly<Record<string, JsonObject>> {
  const [, name, option, value] = /^([\w-]+)\.(\w+)=(.+)$/.exec(text) ?? [];
  const strategy = known.find((one) => one.name === name);
  const allowed = strategy ? Object.keys(strategy.options.shape) : known.map((one) => one.name);
  if (!strategy || option === undefined || !allowed.includes(option)) {
    throw new InvalidArgumentError(`Got ${text}. Allowed: strategy.option=value, of ${allowed.join(', ')}.`);
  }
  const chosen = { ...before[strategy.name], [option]: json(value!) };
  const { error } = strategy.options.safeParse(chosen);
  if (error) throw new InvalidArgumentError(`Got ${text}: ${error.issues.map(({ message }) => message).join('; ')}.`);
  return { ...before, [strategy.name]: chosen };
}

function json(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
