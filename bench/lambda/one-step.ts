/** One step of one strategy; the job is on the command line. Prints what it took as JSON. */
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy, strategies } from '../../lib/strategy/registry.ts';
import type { Observation } from '../../lib/strategy/strategy.ts';
import { canonicalJson } from '../../lib/trial/json.ts';

export interface StepJob {
  readonly space: string;
  readonly strategy: string;
  /** Finished trials, each of another architecture, with scores of noise. */
  readonly trials: number;
  readonly count: number;
  /** Further objectives. */
  readonly costs: number;
}

export interface StepCost {
  readonly wallMs: number;
  /** Of all threads, garbage collection included. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

const job = JSON.parse(process.argv[2]!) as StepJob;
const space = createSpace({ name: job.space });
const definition = strategies.find(({ name }) => name === job.strategy)!;
const random = randomStream(1, 'step');
const trials = new Map<string, Observation>();
while (trials.size < job.trials) {
  const architecture = space.sample(random);
  const score = random.uniform();
  const costs = Array.from({ length: job.costs }, () => random.uniform());
  const observation = { number: trials.size + 1, architecture, outcome: 'complete', score, costs } as const;
  // Not `architectureId`: it would remember what the step is to work out.
  const id = canonicalJson(space.canonical(architecture));
  if (!trials.has(id)) trials.set(id, { ...observation, ...(definition.severalFidelities && { fidelity: 0.1 }) });
}
const observations = [...trials.values()];
trials.clear();

const strategy = createStrategy({ name: job.strategy }, { space, seed: 1 });
const used = process.cpuUsage();
const begun = performance.now();
strategy.update(observations, []);
const suggestions = strategy.suggest(job.count);
const wallMs = Math.round(performance.now() - begun);
const { user, system } = process.cpuUsage(used);
if (suggestions.length !== job.count) throw new Error(`got ${suggestions.length} suggestions`);
const cost: StepCost = {
  wallMs,
  cpuMs: Math.round((user + system) / 1000),
  peakMb: Math.round(process.resourceUsage().maxRSS / 1000),
};
console.log(JSON.stringify(cost));
