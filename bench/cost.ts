/**
 * What a search costs besides its machines, from counted events: the synthesised state machine, the Lambdas' handlers, the
 * trainer and the stores' AWS adapters run here, against a server that acts as DynamoDB and S3; only the trainings pretend.
 * Takes six minutes or more, most of them moto's.
 *
 *   python3 -m venv /tmp/moto && /tmp/moto/bin/pip install 'moto[server]==5.2.5'
 *   /tmp/moto/bin/moto_server -H 127.0.0.1 -p 5000 &
 *   SPOTNAS_TEST_AWS_ENDPOINT=http://127.0.0.1:5000 node bench/cost.ts [--most 1000] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStores } from '../lib/store/open.ts';
import type { Charge } from '../lib/trial/charge.ts';
import { billOf, containerHour, countsOf, machineOf } from './cost-bill.ts';
import type { Size } from './cost-data.ts';
import { growthOf, listedUnits, listedUsd, watchingHour } from './cost-growth.ts';
import { print } from './cost-print.ts';
import { runSearch } from './cost-search.ts';
import { makeStores } from './cost-stores.ts';
import { itemSizes, unitsOf } from './cost-units.ts';
import { Wire } from './cost-wire.ts';

const { values: options } = parseArgs({
  options: { most: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } },
});
const most = Number(options.most);
const endpoint = process.env.SPOTNAS_TEST_AWS_ENDPOINT;
if (!endpoint) {
  console.log(
    'skipped: set SPOTNAS_TEST_AWS_ENDPOINT to a server that acts as AWS; the head of bench/cost.ts starts one',
  );
  process.exit();
}

const SIZES: readonly Size[] = [
  { generation: 10, generations: 3, trialsPerJob: 4 },
  { generation: 100, generations: 3, trialsPerJob: 4 },
  { generation: 1000, generations: 2, trialsPerJob: 4 },
];
const sizes = SIZES.filter(({ generation }) => generation <= most);
const say = (line: string) => process.stderr.write(`${line}\n`);

// The trainer tells its progress on stdout, and TensorFlow says what it is on stderr.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
process.env.TF_CPP_MIN_LOG_LEVEL = '3';

const wire = await Wire.open(endpoint);
const measured = [];
for (const size of sizes) measured.push(await measure(size));
const largest = sizes.at(-1)!;
const alone = await payloadsOf({ ...largest, generations: 1, trialsPerJob: 1 });
const payment = await onePayment();
await wire.close();
process.stdout.write = write;

const hour = containerHour(payment);
const { growth } = measured.at(-1)!;
const result = {
  searches: measured,
  alone,
  payment,
  containerHour: hour,
  machine: [1, 5, 30].map((minutes) => machineOf(minutes, 4, hour.total)),
  watching: [100, 1000, 10_000].map((trials) => watchingHour(growth, trials, 4)),
  growth: [1000, 10_000, 100_000].flatMap((trials) =>
    [10, 100, 1000].map((generation) => {
      const size = { generation, generations: trials / generation, trialsPerJob: 4 };
      return { trials, generation, units: listedUnits(growth, size), usd: listedUsd(growth, size) };
    }),
  ),
};
if (options.json) console.log(JSON.stringify(result, null, 2));
else print(result);
process.exit();

export type Result = typeof result;

async function measure(size: Size) {
  const begun = performance.now();
  const table = await makeStores(endpoint!);
  const from = wire.calls.length;
  const search = await runSearch(wire, `aws:${table}/${table}`, 'cost-1', size);
  const calls = wire.calls.splice(from);
  const items = await itemSizes(endpoint!, table);
  const [loop, once] = [countsOf(search, calls, items, 'loop'), countsOf(search, calls, items, 'once')];
  const listed = calls.filter(({ operation, phase }) => operation === 'Query' && phase.startsWith('loop'));
  const growth = growthOf(size, calls, items);
  say(`${size.generations} generations of ${size.generation}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return {
    size,
    loop,
    once,
    bill: { loop: billOf(loop), once: billOf(once) },
    payloads: search.payloads,
    steps: search.invocations,
    growth,
    /** Read units of lists, counted, and as the formula has them. */
    listed: { counted: unitsOf(listed, items).readUnits, formula: listedUnits(growth, size) },
  };
}

/** What travels between states when each trial has a container of its own; where it is stored makes no difference. */
async function payloadsOf(size: Size) {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-cost-'));
  const { payloads, phases } = await runSearch(wire, `file:${home}`, 'cost-1', size);
  rmSync(home, { recursive: true, maxRetries: 5 });
  return { size, payloads, loop: phases.get('loop')! };
}

/** A payment like those that a container makes every half a minute. */
async function onePayment() {
  const table = await makeStores(endpoint!);
  const { ledger } = await openStores(`aws:${table}/${table}`);
  const machine = { instance: 'i-1', type: 'g4dn.xlarge', zone: 'us-east-1a', usdPerHour: 0.2 };
  const pay = (seconds: number) => {
    const charge = { attempt: 'job#1', work: '1,2,3,4', since: new Date(0).toISOString(), seconds, state: 'running' };
    const usd = seconds * 1e-4;
    const whole = { ...charge, usd, machine: { ...machine, purchase: 'spot', priceSource: 'spot-price-history' } };
    return ledger.pay('cost-1', whole as Charge, 100);
  };
  await pay(30);
  const from = wire.calls.length;
  await pay(60);
  return unitsOf(wire.calls.slice(from), await itemSizes(endpoint!, table));
}
