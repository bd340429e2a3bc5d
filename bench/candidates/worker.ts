/** Trains some of the candidates as a trial of a search does: build, compile, three epochs, evaluation, model saved. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveModel } from '../../lib/engine/layers/save.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { loadTensorFlow } from '../../lib/engine/tensorflow/load.ts';
import { recipeSchema } from '../../lib/spec/recipe.ts';
import { train } from '../../lib/training/train.ts';
import { weightsOf } from '../../lib/training/weights-hash.ts';
import { type Candidate, networkOf } from './candidates.ts';
import { digits, RECIPE } from './digits.ts';

const [folder, list] = process.argv.slice(2) as [string, string];
const engine = await loadEngine();
const { tf } = await loadTensorFlow();
const data = digits();
const accuracies: number[] = [];
for (const [i, candidate] of (JSON.parse(list) as readonly Candidate[]).entries()) {
  const network = networkOf(candidate);
  const options = {
    engine,
    network,
    task: 'classification',
    recipe: recipeSchema.parse(RECIPE),
    seed: i,
    data,
    checkpoints: { load: async () => undefined, save: async () => {} },
    signal: new AbortController().signal,
  } as const;
  await train(options, async ({ state, validation }) => {
    accuracies.push(validation.score);
    const home = join(folder, String(i));
    mkdirSync(home, { recursive: true });
    const files = await saveModel(tf, network, weightsOf(network, state), 'classification');
    for (const [name, bytes] of files) writeFileSync(join(home, name), bytes);
  });
}
process.stdout.write(JSON.stringify({ accuracies }));
