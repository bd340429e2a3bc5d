import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { LatencyResult } from '../../../benchmark/latency/run.ts';
import { CHOICES } from '../../../hardware/transfer/choose.ts';
import type { Context } from '../../context.ts';
import { table as columns, percent } from '../../format.ts';
import { integer, jsonOption, nameList } from '../../options.ts';
import { statusLine } from '../../status-line.ts';

interface Flags {
  readonly table: string;
  readonly space: string;
  readonly references: readonly string[];
  readonly targets: readonly string[];
  readonly samples: readonly number[];
  readonly choose: (typeof CHOICES)[number];
  readonly where?: string;
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  readonly json: boolean;
}

/** `spotnas bench latency` */
export function benchLatencyCommand(bench: Command, context: Context): void {
  bench
    .command('latency')
    .description('predict devices of a table of milliseconds from a few of its rows, as if they were new')
    .requiredOption('--table <file>', 'CSV file, plain or gzipped: a column arch (or idx), and one a device')
    .requiredOption('--space <name>', "the table's space, or categorical:8x3 for 8 digits below 3")
    .addOption(new Option('--targets <devices>', 'columns to predict').argParser(nameList).makeOptionMandatory())
    .addOption(new Option('--references <devices>', 'columns that are known').argParser(nameList).default([], 'none'))
    .addOption(
      new Option('--samples <numbers>', 'rows that are measured on a new device')
        .argParser(counts)
        .default([10, 20, 100], '10,20,100'),
    )
    .addOption(
      new Option('--choose <how>', 'as they come, or the most telling of 200').choices(CHOICES).default('random'),
    )
    .option('--where <formula>', 'leave out rows where it is 0')
    .addOption(new Option('--runs <n>', 'draws of the samples').argParser(integer(1, 100_000)).default(20))
    .addOption(new Option('--seed <n>', 'of the first draw').argParser(integer(0, 2 ** 31)).default(0))
    .addOption(
      new Option('--processes <n>', 'side by side').argParser(integer(1, 1024)).default(availableParallelism()),
    )
    .addOption(jsonOption())
    .action(async ({ table, space, references, targets, where, json, ...rest }: Flags) => {
      const { runLatencyBenchmark } = await import('../../../benchmark/latency/run.ts');
      const { stderr } = context;
      const line = statusLine(context);
      const results = await runLatencyBenchmark({
        ...rest,
        table: { table, space, references, targets, ...(where !== undefined && { where }) },
        ...(stderr.isTTY && { onProgress: (done, of) => line.say(`${done} of ${of} draws`) }),
      });
      line.clear();
      context.stdout.write(json ? `${JSON.stringify({ results })}\n` : text(results));
    });
}

function text(results: readonly LatencyResult[]): string {
  const heading = [
    'device',
    'samples',
    'Spearman',
    'Kendall',
    'within 5 %',
    'within 10 %',
    'in 90 % interval',
    'limit broken',
  ];
  const rows = results.map(({ target, samples, spearman, kendall, within5, within10, coverage90, violated90 }) => [
    target,
    `${samples}`,
    spearman.toFixed(4),
    kendall.toFixed(4),
    percent(within5),
    percent(within10),
    percent(coverage90),
    percent(violated90),
  ]);
  return columns('lrrrrrrr', [heading, ...rows]);
}

function counts(text: string): readonly number[] {
  return text.split(',').map(integer(2, 10_000));
}
