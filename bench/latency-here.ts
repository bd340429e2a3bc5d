/**
 * How well this machine is predicted: networks of a space measured on the engine at hand, half of them to learn from, the
 * other half to be predicted; all of it twice, and how far the two measurements agree.
 *
 *   node bench/latency-here.ts [--space mobile] [--networks 60] [--rounds 20] [--threads 1] [--json]
 */
import { parseArgs } from 'node:util';
import { loadEngine } from '../lib/engine/load.ts';
import { measureDevice } from '../lib/hardware/measure.ts';
import { randomStream } from '../lib/math/random.ts';
import { median } from '../lib/math/statistics.ts';
import { createSpace } from '../lib/space/registry.ts';

const { values: options } = parseArgs({
  options: {
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
const engine = await loadEngine();
const profiles = [1, 2].map(() => measureDevice(engine, networks, { device: 'here', rounds: Number(options.rounds) }));
const [first, second] = profiles.map(({ model }) => model.measured.map(({ ms }) => ms)) as [number[], number[]];
const ratios = first.map((ms, i) => second[i]! / ms);
const results = profiles.map(({ check }) => check);
const repeat = { medianRatio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
const ms = { median: median(first), least: Math.min(...first), most: Math.max(...first) };
if (options.json) console.log(JSON.stringify({ engine: engine.fingerprint, results, repeat, ms }, null, 2));
else {
  console.log(engine.fingerprint);
  console.table(results);
  console.table({ 'second / first': repeat });
  console.table({ 'measured, ms': ms });
}
