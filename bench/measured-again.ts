/**
 * How well finalists can be measured on a machine whose speed drifts: networks that its profile was made with are measured
 * again, as if they were finalists, in turns with 8 others of the profile, and compared with what they took then.
 *
 *   node bench/measured-again.ts [--space mobile] [--times 4]
 */
import { parseArgs } from 'node:util';
import { loadEngine } from '../lib/engine/load.ts';
import { measureDevice, timeNetworks } from '../lib/hardware/measure.ts';
import { measureAgain } from '../lib/hardware/measure-again.ts';
import { median } from '../lib/math/statistics.ts';
import { profileNetworks } from '../lib/pipeline/profile-networks.ts';
import { createSpace } from '../lib/space/registry.ts';

const { values: options } = parseArgs({
  options: { space: { type: 'string', default: 'mobile' }, times: { type: 'string', default: '4' } },
});
process.env.TF_NUM_INTRAOP_THREADS = process.env.TF_NUM_INTEROP_THREADS = '1';
const space = createSpace({ name: options.space });
const problem = { task: 'classification', input: [28, 28, 1], classes: 10 } as const;
const networks = profileNetworks({ space, problem }, 24);
const engine = await loadEngine();
const { measured } = measureDevice(engine, networks, { device: 'here' }).model;
const known = networks.map((network, i) => ({ network, ms: measured[i]!.ms }));
const [anchors, finalists] = [known.slice(0, 8), known.slice(8)];
const rows: object[] = [];
for (let time = 0; time < Number(options.times); time++) {
  const { ms, slowdown, deviation } = await measureAgain(
    (all) => timeNetworks(engine, all, 20),
    finalists.map(({ network }) => network),
    anchors,
  );
  const off = ms.map((time, i) => 100 * Math.abs(time / slowdown / finalists[i]!.ms - 1));
  const percent = (value: number) => Number(value.toFixed(1));
  rows.push({
    slowdown: Number(slowdown.toFixed(2)),
    'anchors, %': percent(100 * deviation),
    'off by, median %': percent(median(off)),
    'most %': percent(Math.max(...off)),
  });
}
console.log(`${engine.fingerprint}, ${options.space}`);
console.table(rows);
