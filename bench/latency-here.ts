/**
 * How well this machine is predicted: networks of a space measured, half of them to learn from, the other half to be
 * predicted; all of it twice, and how far the two measurements agree. Both are taken side by side, as the speed of a machine
 * drifts; with `--apart` one after the other. `--on` says where they run: on the engine at hand, or in a Chromium without a
 * window, on one of the backends that tfjs has there.
 *
 *   node bench/latency-here.ts [--on engine|wasm|webgl|webgpu] [--apart] [--space mobile] [--networks 60] [--rounds 20] [--threads 1] [--json]
 */
import { parseArgs } from 'node:util';
import { loadEngine } from '../lib/engine/load.ts';
import { timeNetworks } from '../lib/hardware/measure.ts';
import { profilePlan } from '../lib/hardware/profile-plan.ts';
import { randomStream } from '../lib/math/random.ts';
import { median } from '../lib/math/statistics.ts';
import { findChromium } from '../lib/profiling/chromium.ts';
import { measureInBrowser } from '../lib/profiling/measure-in-browser.ts';
import type { BrowserBackend } from '../lib/profiling/posts.ts';
import { createSpace } from '../lib/space/registry.ts';

const { values: options } = parseArgs({
  options: {
    apart: { type: 'boolean', default: false },
    on: { type: 'string', default: 'engine' },
    space: { type: 'string', default: 'mobile' },
    networks: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '20' },
    threads: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
process.env.TF_NUM_INTRAOP_THREADS = process.env.TF_NUM_INTEROP_THREADS = options.threads;
const space = createSpace({ name: options.space });
const problem = { task: 'classification', input: [32, 32, 3], classes: 10 } as const;
const networks = Array.from({ length: Number(options.networks) }, (_, i) =>
  space.network(space.sample(randomStream(0, 'measured', i)), problem),
);
const rounds = Number(options.rounds);

const plan = profilePlan(networks);

/** Milliseconds of each network of the plan, `times` times. */
async function measure(times: number) {
  const all = Array.from({ length: times }, () => plan.networks).flat();
  if (options.on === 'engine') {
    const engine = await loadEngine();
    return { ms: timeNetworks(engine, all, rounds), engine: engine.fingerprint };
  }
  const chromium = findChromium(process.env);
  if (chromium === undefined) throw new Error('there is no Chromium at CHROMIUM_PATH or on the PATH');
  const where = { host: '127.0.0.1', port: 0, chromium, backend: options.on as BrowserBackend };
  return measureInBrowser({ ...where, networks: all, rounds });
}

const measured = options.apart ? [await measure(1), await measure(1)] : [await measure(2)];
const ms = measured.flatMap((one) => one.ms);
const { engine } = measured[0]!;
const profiles = [0, 1].map((i) => {
  const from = i * plan.networks.length;
  return plan.read(ms.slice(from, from + plan.networks.length), { device: 'here', engine });
});
const [first, second] = profiles.map(({ model }) => model.measured.map(({ ms }) => ms)) as [number[], number[]];
const ratios = first.map((ms, i) => second[i]! / ms);
const results = profiles.map(({ check }) => check);
const repeat = { medianRatio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
const range = { median: median(first), least: Math.min(...first), most: Math.max(...first) };
if (options.json) console.log(JSON.stringify({ engine, results, repeat, ms: range }, null, 2));
else {
  console.log(engine);
  console.table(results);
  console.table({ 'second / first': repeat });
  console.table({ 'measured, ms': range });
}
