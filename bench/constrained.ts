/**
 * Whether a search finds a network that holds a limit on latency, and how good it is: searches on the digits with several
 * seeds, each beside a search at random with the same limit and as many trained architectures. Says what each winner was
 * measured to take when the search was over, on this machine at the speed of its profile, and its accuracy on the test split.
 *
 *   node bench/constrained.ts --max MS [--space nasbench201] [--strategy auto] [--seeds 10] [--trials 16] [--home FOLDER] [--json]
 *
 * `--home` keeps the searches: a run that was stopped goes on, and trainings of equal architectures are done once.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSearch } from '../lib/local/run.ts';
import { mean } from '../lib/math/statistics.ts';
import { parseSpecification } from '../lib/spec/parse.ts';

const { values: options } = parseArgs({
  options: {
    max: { type: 'string' },
    space: { type: 'string', default: 'nasbench201' },
    strategy: { type: 'string', default: 'auto' },
    seeds: { type: 'string', default: '10' },
    trials: { type: 'string', default: '16' },
    home: { type: 'string', default: mkdtempSync(join(tmpdir(), 'spotnas-constrained-')) },
    json: { type: 'boolean', default: false },
  },
});
const max = Number(options.max);
if (!(max > 0)) throw new Error(`--max: got ${options.max}; allowed: milliseconds above 0`);

async function search(strategy: string, seed: number) {
  const spec = {
    name: `limited-${strategy}`,
    ...{ data: 'mnist', space: options.space, strategy, seed },
    constraints: { latencyMs: { max } },
    budget: { trials: Number(options.trials) },
    generation: 4,
    finalists: { count: 2, epochs: 5 },
  };
  const parsed = parseSpecification(JSON.stringify(spec), 'spec.json');
  const id = `limited-${strategy}-${seed}`;
  process.stderr.write(`${id}\n`);
  const { best, measured = [], leaderboard } = await runSearch({ home: options.home, id, spec: parsed });
  const winner = measured.find(({ number }) => number === best.number);
  return {
    validation: leaderboard.reduce((most, { score }) => Math.max(most, score), 0),
    test: best.testScore!,
    predictedMs: best.latencyMs!,
    measuredMs: winner?.latencyMs,
    holds: winner !== undefined && winner.latencyMs <= max,
  };
}

type Found = Awaited<ReturnType<typeof search>>;

const results: { readonly seed: number; readonly found: Found; readonly random: Found }[] = [];
for (let seed = 0; seed < Number(options.seeds); seed++) {
  results.push({ seed, found: await search(options.strategy, seed), random: await search('random', seed) });
}
const of = (value: (result: (typeof results)[number]) => number) => mean(results.map(value));
const summary = {
  holds: results.filter(({ found }) => found.holds).length,
  better: results.filter(({ found, random }) => found.validation > random.validation).length,
  validation: of(({ found }) => found.validation),
  'validation, random': of(({ random }) => random.validation),
  test: of(({ found }) => found.test),
  'test, random': of(({ random }) => random.test),
};
if (options.json) console.log(JSON.stringify({ max, results, summary }, null, 2));
else {
  console.table(
    results.map(({ seed, found, random }) => ({
      seed,
      'predicted, ms': found.predictedMs.toFixed(2),
      'measured, ms': found.measuredMs?.toFixed(2),
      holds: found.holds,
      validation: found.validation.toFixed(4),
      'random ': random.validation.toFixed(4),
      test: found.test.toFixed(4),
      ' random': random.test.toFixed(4),
    })),
  );
  console.table({ summary });
}
