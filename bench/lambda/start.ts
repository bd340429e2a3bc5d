/**
 * Size and start of the Lambdas: bundles them as a deployment does and imports each in fresh processes, in turns.
 * Prints megabytes and median milliseconds of the import; Node's own start is not in them.
 *
 *   node bench/lambda/start.ts [--rounds 15] [--json]
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../../lib/math/statistics.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } },
});

const project = resolve(import.meta.dirname, '../..');
// Inside the project: the bundles import the AWS SDK, which Lambda's runtime has and node_modules too.
const outdir = mkdtempSync(join(project, 'node_modules', '.spotnas-bundles-'));
try {
  const { context } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')) as { readonly context: object };
  const environment = { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false' };
  execFileSync(process.execPath, ['bin/app.ts'], {
    cwd: project,
    stdio: 'pipe',
    env: { ...process.env, ...environment },
  });
  const bundles = globSync('asset.*/index.mjs', { cwd: outdir }).map((file) => join(outdir, file));
  const times = new Map(bundles.map((bundle) => [bundle, [] as number[]]));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [bundle, taken] of times) taken.push(importMs(bundle));
  }
  const results = bundles.map((bundle) => ({
    lambda: readFileSync(bundle, 'utf8').includes('collect-finalists') ? 'strategy' : 'latency-predictor',
    megabytes: Number((statSync(bundle).size / 1e6).toFixed(2)),
    importMs: Math.round(median(times.get(bundle)!)),
  }));
  if (options.json) console.log(JSON.stringify({ results }, null, 2));
  else console.table(results);
} finally {
  rmSync(outdir, { recursive: true });
}

function importMs(bundle: string): number {
  const script = `const begun = performance.now(); await import(${JSON.stringify(bundle)}); console.log(performance.now() - begun)`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script]).toString());
}
