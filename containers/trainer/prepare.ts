import { importData } from '../../lib/data/import.ts';
import { readManifest, writeManifest } from '../../lib/data/manifest.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { measureDevice } from '../../lib/hardware/measure.ts';
import { randomStream } from '../../lib/math/random.ts';
import { loadContext, type SearchContext } from '../../lib/pipeline/context.ts';
import { loadPredictor, profileKey } from '../../lib/pipeline/device.ts';
import { SearchError } from '../../lib/pipeline/errors.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { writePrepareFailure } from '../../lib/pipeline/prepare-failure.ts';
import { loadTeacher } from '../../lib/pipeline/teacher.ts';
import { requireProblem } from '../../lib/space/problem.ts';
import { THIS_MACHINE } from '../../lib/spec/latency.ts';
import { specificationOf } from '../../lib/spec/stored.ts';
import { augmentationProblems } from '../../lib/trial/augmentation-problems.ts';
import { prepareFailureKey } from '../../lib/trial/keys.ts';
import type { Say } from './say.ts';

/** Networks that the device is measured with. */
const NETWORKS = 24;

/**
 * Reads the search's data set into the store and measures its device, unless that is done already. Leaves in the store why
 * it failed, where the search finds it: nothing else of a container reaches the state machine.
 */
export async function prepare(ports: Ports, engine: Engine, searchId: string, say: Say): Promise<void> {
  try {
    await readAndMeasure(ports, engine, searchId, say);
  } catch (error) {
    await writePrepareFailure(ports, searchId, error as Error);
    throw error;
  }
  await ports.artefacts.delete(prepareFailureKey(searchId));
}

/** @throws SearchError DataError when these are no examples for the space, or the recipe does what cannot be done to them */
function checkData({ spec, space, problem }: SearchContext): void {
  try {
    requireProblem(space, problem);
  } catch (error) {
    throw new SearchError('DataError', (error as Error).message);
  }
  const [fault] = augmentationProblems(spec.recipe.augmentation, problem.task, problem.input);
  if (fault) throw new SearchError('DataError', `${fault.path}: ${fault.message}`);
}

/** A log is paid for by the byte. */
const PROGRESS_MS = 10_000;

function sayNowAndThen(say: Say): (read: number) => void {
  let said = performance.now();
  return (read) => {
    const now = performance.now();
    if (now - said < PROGRESS_MS) return;
    said = now;
    say(`data: ${read} examples read`);
  };
}

async function readAndMeasure(ports: Ports, engine: Engine, searchId: string, say: Say): Promise<void> {
  const spec = specificationOf(await ports.trials.getSearch(searchId));
  if (!(await readManifest(ports.artefacts, searchId))) {
    const manifest = await importData(ports.artefacts, spec.data, { onProgress: sayNowAndThen(say) });
    await writeManifest(ports.artefacts, searchId, manifest);
    const { train, validation, test } = manifest.counts;
    say(`data: ${train} training, ${validation} validation and ${test} test examples, digest ${manifest.digest}`);
    for (const note of manifest.notes) say(`data: ${note}`);
  }
  const context = await loadContext(ports, searchId);
  checkData(context);
  await loadTeacher(ports, context);
  if (await loadPredictor(ports, context)) return;
  const networks = Array.from({ length: NETWORKS }, (_, i) =>
    context.space.network(context.space.sample(randomStream(0, 'profile', i)), context.problem),
  );
  const profile = measureDevice(engine, networks, { device: THIS_MACHINE });
  await ports.artefacts.put(profileKey(ports, context), new TextEncoder().encode(JSON.stringify(profile)));
  const { spearman, meanAbsolutePercentageError: error } = profile.check;
  say(
    `device: ${Object.keys(profile.operators).length} operators measured; on ${profile.check.networks} networks ` +
      `predictions from the others rank like measurements with ${spearman.toFixed(3)} (Spearman) and are off by ${error.toFixed(1)} %`,
  );
}
