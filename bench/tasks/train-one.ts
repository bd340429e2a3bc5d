/**
 * Trains one benchmark task with one seed in this process and prints what came out as a line of JSON.
 *
 *   node bench/tasks/train-one.ts cifar10 1
 */
import { loadEngine } from '../../lib/engine/load.ts';
import { counts } from '../../lib/network/counts.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { recipeSchema } from '../../lib/spec/recipe.ts';
import { evaluate } from '../../lib/training/evaluation.ts';
import { train } from '../../lib/training/train.ts';
import { SCORES } from '../../lib/trial/task.ts';
import { withData } from './prepared.ts';
import { tasks } from './tasks.ts';

const [name, seed = '1'] = process.argv.slice(2);
const bench = tasks.find((task) => task.name === name);
if (!bench) throw new Error(`task: got ${name}; allowed: ${tasks.map((task) => task.name).join(', ')}`);

await withData(bench.data, async ({ manifest, problem, test, ...data }) => {
  const { task, classes, counts: examples } = manifest;
  const space = createSpace(bench.space);
  const network = space.network(space.parse(bench.architecture), problem);
  const options = {
    engine: await loadEngine(),
    network,
    task,
    recipe: recipeSchema.parse(bench.recipe),
    seed: Number(seed),
    data,
    checkpoints: { load: async () => undefined, save: async () => {} },
    signal: new AbortController().signal,
  };
  await train(options, ({ program, curve, seconds }) => {
    const { metrics } = evaluate(program, test, { task, network, classes });
    const { parameters, macs } = counts(network);
    const score = metrics[SCORES[task]];
    process.stdout.write(
      `${JSON.stringify({ task: name, seed: Number(seed), score, seconds, parameters, macs, examples, metrics, curve })}\n`,
    );
  });
});
