/**
 * How good the architectures are that strategies find on the public NAS-Bench-201 table, in simulated time: a trial is 12 epochs on half of
 * CIFAR-10's training set, costs what it took the benchmark's authors (model fitted on their times), and its reward is the
 * validation accuracy. The search ends at 12,000 s; reported is the test accuracy after 200 epochs of the best by reward.
 *
 *   node bench/strategies-nasbench201.ts [--runs 100] [--seconds 12000]
 */
import { parseArgs } from 'node:util';
import { mean, standardDeviation } from '../lib/math/statistics.ts';
import type { Edges, Operation } from '../lib/space/nasbench201/cell.ts';
import { createSpace } from '../lib/space/registry.ts';
import { createStrategy } from '../lib/strategy/registry.ts';
import { readTable, TABLE, type TableRow, tableIsPresent } from './nasbench201-table.ts';

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '100' }, seconds: { type: 'string', default: '12000' } },
});
const runs = Number(options.runs);
const budget = Number(options.seconds);

if (!tableIsPresent) {
  console.log(`skipped: needs the public table at ${TABLE}`);
  process.exit();
}

const table = readTable();
const space = createSpace({ name: 'nasbench201' });

console.log(`${runs} runs of ${budget} simulated seconds; test accuracy after 200 epochs, mean ± deviation`);
for (const name of ['random', 'regularised-evolution']) {
  for (const generation of [1, 8]) {
    const started = performance.now();
    const found = Array.from({ length: runs }, (_, seed) => search(name, seed, generation));
    const scores = found.map(({ best }) => best.test200);
    const trials = mean(found.map(({ trials }) => trials)).toFixed(0);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${name.padEnd(22)} ${generation} a generation: ${mean(scores).toFixed(2)} ± ${standardDeviation(scores).toFixed(2)} (${trials} trials a run, ${seconds} s)`,
    );
  }
}

function search(name: string, seed: number, generation: number): { best: TableRow; trials: number } {
  const strategy = createStrategy({ name }, { space, seed });
  let [spent, trials] = [0, 0];
  let best: TableRow | undefined;
  for (;;) {
    const suggestions = strategy.suggest(generation) as readonly { edges: Edges }[];
    for (const { edges } of suggestions) {
      spent += cost(edges);
      if (spent > budget) return { best: best!, trials };
      const row = table.get(edges.join())!;
      trials++;
      if (!best || row.validation12 > best.validation12) best = row;
    }
    strategy.update(
      suggestions.map(({ edges }, i) => ({
        number: trials - suggestions.length + i + 1,
        architecture: { space: 'nasbench201', edges },
        outcome: 'complete',
        score: table.get(edges.join())!.validation12,
      })),
      [],
    );
  }
}

/** Seconds, fitted on the benchmark's times (R2 0.995). */
function cost(edges: Edges): number {
  const count = (operation: Operation) => edges.filter((edge) => edge === operation).length;
  const full =
    86.14 -
    4.613 * count('skip_connect') +
    41.453 * count('nor_conv_1x1') +
    54.412 * count('nor_conv_3x3') +
    19.626 * count('avg_pool_3x3');
  return 0.5 * full + 7.5;
}
