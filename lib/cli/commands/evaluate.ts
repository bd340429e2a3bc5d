import type { Command } from 'commander';
import { loadSplit } from '../../data/load.ts';
import { readManifest } from '../../data/manifest.ts';
import { bestModelKey } from '../../trial/keys.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { percent, plural, table } from '../format.ts';
import { findSearch } from '../open-home.ts';
import { homeOption, jsonOption } from '../options.ts';

/** `spotnas evaluate ID` */
export function evaluateCommand(program: Command, context: Context): void {
  program
    .command('evaluate')
    .argument('<id>', 'a complete search, as `spotnas list` shows it')
    .description('load the model that a search left, as tfjs loads any, and score it on the test examples')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async (id: string, { home, json }: { home: string; json: boolean }) => {
      const { stores, search } = await findSearch(home, id);
      if (search.status !== 'complete') {
        throw new UsageError(`id: got ${id}, which is ${search.status}; allowed: a complete search`);
      }
      const manifest = (await readManifest(stores.artefacts, id))!;
      if (manifest.task !== 'classification') {
        const allowed = `a search of classifiers (spotnas status ${id} tells how the winner of another did)`;
        throw new UsageError(`id: got ${id}, whose data is for ${manifest.task}; allowed: ${allowed}`);
      }
      const model = stores.artefacts.locate(bestModelKey(id));
      const examples = await loadSplit(stores.artefacts, manifest, 'test');
      const [{ loadTensorFlow }, { scoreModel }] = await Promise.all([
        import('../../engine/tensorflow/load.ts'),
        import('../../engine/layers/score.ts'),
      ]);
      const { tf, reason } = await loadTensorFlow();
      context.stderr.write(`${reason}\n`);
      const correct = await scoreModel(tf, model, examples);
      const score = { id, model, examples: examples.count, correct, accuracy: correct / examples.count };
      context.stdout.write(json ? `${JSON.stringify(score)}\n` : text(score));
    });
}

const text = ({ model, examples, correct, accuracy }: Score) =>
  table('ll', [
    ['model', model],
    [
      'right',
      `${correct} of ${plural(examples, 'example')} that neither training nor selection saw: ${percent(accuracy)}`,
    ],
  ]);

interface Score {
  readonly model: string;
  readonly examples: number;
  readonly correct: number;
  readonly accuracy: number;
}
