/**
 * Whether a search finds a network that holds a limit on latency, and how good it is: searches on the digits with several
 * seeds, each beside a search at random with the same limit and as many trained architectures. Says what each winner was
 * measured to take when the search was over, on this machine at the speed of its profile, and its accuracy on the test split,
 * the mean over the seeds that it was retrained with.
 *
 *   node bench/constrained.ts [--share 0.35] [--space nasbench201] [--strategy auto] [--seeds 10] [--trials 32]
 *     [--epochs 2] [--finalists JSON] [--home FOLDER] [--json]
 *
 * A space or a strategy is a name, or JSON with its options. The limit is what `--share` of sampled architectures are
 * predicted to hold: milliseconds say nothing of another machine.
 * `--home` keeps the searches: a run that was stopped goes on, and trainings of equal architectures are done once.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeEngine } from '../lib/engine/load.ts';
import { runSearch } from '../lib/local/run.ts';
import { randomStream } from '../lib/math/random.ts';
import { mean, quantile } from '../lib/math/statistics.ts';
import { loadContext } from '../lib/pipeline/context.ts';
import { loadPredictor } from '../lib/pipeline/device.ts';
import { parseSpecification } from '../lib/spec/parse.ts';
import { openStores } from '../lib/store/open.ts';
import { hashJson } from '../lib/trial/json.ts';
import { testScore } from '../lib/trial/score.ts';

const { values: options } = parseArgs({
  options: {
    share: { type: 'string', default: '0.35' },
    space: { type: 'string', default: 'nasbench201' },
    strategy: { type: 'string', default: 'auto' },
    seeds: { type: 'string', default: '10' },
    trials: { type: 'string', default: '32' },
    epochs: { type: 'string', default: '2' },
    finalists: { type: 'string', default: '{"count":2,"epochs":3}' },
    home: { type: 'string', default: mkdtempSync(join(tmpdir(), 'spotnas-constrained-')) },
    json: { type: 'boolean', default: false },
  },
});
const share = Number(options.share);
if (!(share > 0 && share <= 1)) throw new Error(`--share: got ${options.share}; allowed: a number above 0 up to 1`);

const named = (text: string): unknown => (text.startsWith('{') ? JSON.parse(text) : text);

const specification = (more: object) =>
  parseSpecification(JSON.stringify({ data: 'mnist', space: named(options.space), ...more }), 'spec.json');

/** Milliseconds that a share of sampled architectures stay below as a search predicts them on this machine, which it measures. */
async function limit(): Promise<number> {
  const id = 'profile';
  const spec = specification({
    name: id,
    strategy: 'random',
    budget: { trials: 1 },
    finalists: { count: 1, epochs: 1 },
  });
  await runSearch({ home: options.home, id, spec });
  const { fingerprint } = describeEngine(spec.recipe);
  const ports = { ...(await openStores(`file:${options.home}`)), trainers: { gpu: fingerprint, cpu: fingerprint } };
  const context = await loadContext(ports, id);
  const predict = (await loadPredictor(ports, context))!;
  const { space, problem } = context;
  const ms = Array.from({ length: 500 }, (_, i) => {
    const architecture = space.sample(randomStream(0, 'limit', i));
    return predict(architecture, space.network(architecture, problem)).latencyMs!;
  });
  return quantile(ms, share);
}

const max = await limit();
process.stderr.write(`limit ${max.toFixed(3)} ms\n`);

const finalists = JSON.parse(options.finalists);

async function search(name: string, strategy: unknown, seed: number) {
  const spec = specification({
    ...{ name: `limited-${name}`, strategy, seed },
    constraints: { latencyMs: { max } },
    budget: { trials: Number(options.trials) },
    recipe: { epochs: Number(options.epochs) },
    generation: 4,
    trialsPerJob: 2,
    finalists,
  });
  const id = `limited-${name}-${seed}-${hashJson(finalists).slice(0, 6)}`;
  process.stderr.write(`${id}\n`);
  const { best, measured = [], leaderboard } = await runSearch({ home: options.home, id, spec });
  const winner = measured.find(({ number }) => number === best.number);
  const { trials } = await openStores(`file:${options.home}`);
  const retrained = (await trials.list(id)).filter(
    ({ kind, architectureId }) => kind === 'final' && architectureId === hashJson(best.architecture),
  );
  return {
    validation: leaderboard.reduce((most, { score }) => Math.max(most, score), 0),
    test: mean(retrained.map((trial) => testScore(trial)!)),
    predictedMs: best.latencyMs!,
    measuredMs: winner?.latencyMs,
    holds: winner !== undefined && winner.latencyMs <= max,
  };
}

type Found = Awaited<ReturnType<typeof search>>;

const results: { readonly seed: number; readonly found: Found; readonly random: Found }[] = [];
for (let seed = 0; seed < Number(options.seeds); seed++) {
  results.push({
    seed,
    found: await search('found', named(options.strategy), seed),
    random: await search('random', 'random', seed),
  });
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
