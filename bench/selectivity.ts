/**
 * How many should go on to longer trainings? One large bracket of successive halving over architectures whose worths are
 * normal numbers, which shorter trainings tell to a correlation: how good the best one is that was trained in full, in
 * deviations, beside random search with three times the budget.
 *
 *   node bench/selectivity.ts [--budget 20] [--runs 1000] [--seed 1] [--json]
 */
import { parseArgs } from 'node:util';
import { type RandomStream, randomStream } from '../lib/math/random.ts';
import { mean } from '../lib/math/statistics.ts';
import { promoted } from '../lib/strategy/fidelity/shapes.ts';

const { values: options } = parseArgs({
  options: {
    budget: { type: 'string', default: '20' },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [budget, runs, seed] = [Number(options.budget), Number(options.runs), Number(options.seed)];

const FIDELITIES = [0.1, 0.3, 1] as const;
const SELECTIVITIES = [1, 1.5, 2] as const;
/** Of a training for 0.1, and for 0.3, with one in full. */
const CORRELATIONS = [
  [0.3, 0.5],
  [0.5, 0.7],
  [0.7, 0.85],
  [0.85, 0.93],
  [0.92, 0.97],
] as const;

const results = CORRELATIONS.map(([low, middle]) => ({
  correlations: `${low}, ${middle}`,
  ...Object.fromEntries(
    SELECTIVITIES.map((selectivity) => [
      `selectivity ${selectivity}`,
      average((random) => halving([low, middle, 1], selectivity, random)),
    ]),
  ),
  'random, three times the cost': average((random) => best(worths(3 * budget, random))),
}));
if (options.json) console.log(JSON.stringify({ budget, runs, results }, null, 2));
else console.table(results);

function average(run: (random: RandomStream) => number): number {
  const all = Array.from({ length: runs }, (_, i) => run(randomStream(seed, 'selectivity', i)));
  return Number(mean(all).toFixed(3));
}

/** @param correlations of each fidelity */
function halving(correlations: readonly number[], selectivity: number, random: RandomStream): number {
  const sizes = (entries: number) =>
    FIDELITIES.map((fidelity) => Math.max(1, promoted(entries, FIDELITIES[0], fidelity, selectivity)));
  const costOf = (entries: number) => sizes(entries).reduce((sum, size, i) => sum + size * FIDELITIES[i]!, 0);
  let entries = 1;
  while (costOf(entries + 1) <= budget) entries++;
  let left = worths(entries, random);
  for (const [i, size] of sizes(entries).slice(1).entries()) {
    const told = correlations[i]!;
    const ranked = left.map((worth) => ({
      worth,
      score: told * worth + Math.sqrt(1 - told ** 2) * random.normal(),
    }));
    left = ranked
      .toSorted((a, b) => b.score - a.score)
      .slice(0, size)
      .map(({ worth }) => worth);
  }
  return best(left);
}

function worths(count: number, random: RandomStream): readonly number[] {
  return Array.from({ length: count }, () => random.normal());
}

function best(values: readonly number[]): number {
  return Math.max(...values);
}
