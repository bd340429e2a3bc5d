/**
 * The strategy step of a long search: 50 proposals after 10,000 finished trials, every strategy in a process of its own.
 * Prints milliseconds of one core (told, and asked) and the process's largest memory.
 *
 *   node bench/lambda/step.ts [--spaces mobile,nasnet] [--strategies a,b] [--trials 10000] [--count 50] [--costs 0]
 *     [--json]
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { strategies } from '../../lib/strategy/registry.ts';
import type { StepCost, StepJob } from './one-step.ts';

const { values: options } = parseArgs({
  options: {
    spaces: { type: 'string', default: 'mobile,nasnet' },
    strategies: { type: 'string', default: strategies.map(({ name }) => name).join() },
    trials: { type: 'string', default: '10000' },
    count: { type: 'string', default: '50' },
    costs: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

const numbers = { trials: Number(options.trials), count: Number(options.count), costs: Number(options.costs) };
const results = options.spaces.split(',').flatMap((space) =>
  options.strategies.split(',').map((strategy) => {
    const job: StepJob = { space, strategy, ...numbers };
    process.stderr.write(`${space}, ${strategy}\n`);
    const output = execFileSync(process.execPath, [join(import.meta.dirname, 'one-step.ts'), JSON.stringify(job)]);
    return { space, strategy, ...(JSON.parse(output.toString()) as StepCost) };
  }),
);
if (options.json) console.log(JSON.stringify({ results }, null, 2));
else console.table(results);
