/**
 * Trains one benchmark task with one seed in this process, on one thread, and prints what came out as a line of JSON.
 *
 *   node bench/tasks/train-one.ts cifar10 1
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importData } from '../../lib/data/import.ts';
import { loadSplit } from '../../lib/data/load.ts';
import { dataSource } from '../../lib/data/source.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { counts } from '../../lib/network/counts.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { recipeSchema } from '../../lib/spec/recipe.ts';
import { openStores } from '../../lib/store/open.ts';
import { evaluate } from '../../lib/training/evaluation.ts';
import { train } from '../../lib/training/train.ts';
import { SCORES } from '../../lib/trial/task.ts';
import { tasks } from './tasks.ts';

const [name, seed = '1'] = process.argv.slice(2);
const bench = tasks.find((task) => task.name === name);
if (!bench) throw new Error(`task: got ${name}; allowed: ${tasks.map((task) => task.name).join(', ')}`);

const home = mkdtempSync(join(tmpdir(), 'spotnas-task-'));
try {
  const { artefacts } = await openStores(`file:${home}`);
  const manifest = await importData(artefacts, dataSource.parse(bench.data));
  const [trained, validation] = await Promise.all(
    (['train', 'validation'] as const).map((split) => loadSplit(artefacts, manifest, split)),
  );
  const { task, input, classes, vocabulary } = manifest;
  const problem = { input, classes: classes.length, task, ...(vocabulary !== undefined && { vocabulary }) };
  const space = createSpace(bench.space);
  const network = space.network(space.parse(bench.architecture), problem);
  const recipe = recipeSchema.parse(bench.recipe);
  const options = {
    engine: await loadEngine(),
    network,
    task,
    recipe,
    seed: Number(seed),
    data: { train: trained!, validation: validation! },
    checkpoints: { load: async () => undefined, save: async () => {} },
    signal: new AbortController().signal,
  };
  await train(options, async ({ program, curve, seconds }) => {
    const { metrics } = evaluate(program, await loadSplit(artefacts, manifest, 'test'), { task, network, classes });
    const { parameters, macs } = counts(network);
    const score = metrics[SCORES[task]];
    const examples = manifest.counts;
    process.stdout.write(
      `${JSON.stringify({ task: name, seed: Number(seed), score, seconds, parameters, macs, examples, metrics, curve })}\n`,
    );
  });
} finally {
  rmSync(home, { recursive: true });
}
