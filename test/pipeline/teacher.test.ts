import { describe, expect, it } from 'vitest';
import { type DataManifest, writeManifest } from '../../lib/data/manifest.ts';
import { randomStream } from '../../lib/math/random.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { loadTeacher } from '../../lib/pipeline/teacher.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { encodeTensors } from '../../lib/training/tensors.ts';
import { weightsKey } from '../../lib/trial/keys.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { memoryStores } from '../chaos/memory.ts';
import { resultOf, trialOf } from '../suites/store/samples.ts';
import { manifest } from './manifest.ts';

const TEACHER = 'teacher-1';
const STUDENT = 'student-1';

/** A search whose winner is trained, and another that learns from it. */
async function searches(changes: { readonly classes?: readonly string[]; readonly trained?: boolean } = {}) {
  const { classes = manifest.classes, trained = true } = changes;
  const ports: Ports = { ...(await memoryStores(new Map())), trainers: { gpu: 'layers/fake', cpu: 'layers/fake' } };
  const create = async (id: string, recipe: string, of: DataManifest) => {
    const text = `name: s\ndata: mnist\nspace: nasbench201\nstrategy: random\nbudget: { trials: 1 }\nrecipe: ${recipe}\n`;
    await ports.trials.createSearch(id, parseSpecification(text, 'a.yaml') as unknown as JsonObject);
    await writeManifest(ports.artefacts, id, of);
    return loadContext(ports, id);
  };
  const { space, problem } = await create(TEACHER, '{}', { ...manifest, classes });
  const student = await create(STUDENT, `{ distillation: { teacher: ${TEACHER}, temperature: 3 } }`, manifest);
  const architecture = space.sample(randomStream(1));
  const network = space.network(architecture, problem);
  const weights = initialWeights(network, randomStream(2));
  if (trained) {
    const final = trialOf(1, { searchId: TEACHER, kind: 'final', architecture });
    await ports.trials.propose([final]);
    await ports.trials.predict(final, {}, true);
    await ports.trials.lease(final, 'a');
    await ports.artefacts.put(weightsKey(final), encodeTensors({ state: weights, metadata: {} }));
    await ports.trials.complete(final, 'a', resultOf(0.9));
  }
  return { ports, student, network, weights };
}

describe('the teacher of a search', () => {
  it('is the winner of the search that the recipe names', async () => {
    const { ports, student, network, weights } = await searches();
    expect(await loadTeacher(ports, student)).toEqual({ network, weights, weight: 0.5, temperature: 3 });
  });

  it('is nobody without distillation', async () => {
    const { ports } = await searches();
    expect(await loadTeacher(ports, await loadContext(ports, TEACHER))).toBeUndefined();
  });

  it('must have been trained', async () => {
    const { ports, student } = await searches({ trained: false });
    await expect(loadTeacher(ports, student)).rejects.toThrow(
      'recipe.distillation.teacher: got teacher-1, which has no trained finalist in this store; allowed: the id of a complete search',
    );
  });

  it('must know the same classes', async () => {
    const { ports, student } = await searches({ classes: ['a', 'c'] });
    await expect(loadTeacher(ports, student)).rejects.toThrow(/teacher-1, which takes \[8, 8, 1\] and knows 2 classes/);
  });
});
