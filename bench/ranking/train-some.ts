/** Trains the cells of a list, one JSON array of operations an argument, and prints each one's score as a line of JSON. */
import { loadEngine } from '../../lib/engine/load.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { recipeSchema } from '../../lib/spec/recipe.ts';
import { score } from '../../lib/training/score.ts';
import { train } from '../../lib/training/train.ts';
import { withData } from '../tasks/prepared.ts';
import { DATA, RECIPE, SPACE } from './settings.ts';

await withData(DATA, async ({ problem, test, ...data }) => {
  const engine = await loadEngine();
  const space = createSpace(SPACE);
  for (const edges of process.argv.slice(2).map((text) => JSON.parse(text) as readonly string[])) {
    const network = space.network(space.parse({ space: SPACE.name, edges }), problem);
    const options = {
      engine,
      network,
      task: problem.task,
      recipe: recipeSchema.parse(RECIPE),
      seed: 1,
      data,
      checkpoints: { load: async () => undefined, save: async () => {} },
      signal: new AbortController().signal,
    };
    await train(options, ({ program, seconds }) => {
      const reached = score(program, test, { task: problem.task, network }).score;
      process.stdout.write(`${JSON.stringify({ edges, score: reached, seconds })}\n`);
    });
  }
});
