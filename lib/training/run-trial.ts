import type { Engine, Examples, Teacher } from '../engine/engine.ts';
import { saveModel } from '../engine/layers/save.ts';
import { loadTensorFlow } from '../engine/tensorflow/load.ts';
import type { Network } from '../network/network.ts';
import { isPassing } from '../store/passing.ts';
import type { Stores } from '../store/ports.ts';
import { checkpointKey, modelPrefix, weightsKey } from '../trial/keys.ts';
import { storedRecipe } from '../trial/recipe.ts';
import type { Task } from '../trial/task.ts';
import type { Metrics, Trial, TrialRef, TrialResult } from '../trial/trial.ts';
import { checkpointStore } from './checkpoint.ts';
import { TrainingInterruptedError } from './errors.ts';
import { EVALUATION_FILE, evaluate } from './evaluation.ts';
import type { TrialLimits } from './limits.ts';
import { encodeTensors } from './tensors.ts';
import { type StepProgress, type Trained, train } from './train.ts';
import { hashWeights, weightsOf } from './weights-hash.ts';

export interface TrialContext {
  readonly stores: Stores;
  readonly engine: Engine;
  /** The attempt's name (trial/attempt.ts). */
  readonly attempt: string;
  readonly task: Task;
  /** Names of the classes, by class number; none in regression. */
  readonly classes: readonly string[];
  /** The network of a trial's architecture. */
  readonly network: (trial: Trial) => Network;
  readonly data: {
    readonly train: Examples;
    readonly validation: Examples;
    /** Reads the test split: asked for by final trials only, once each, when their training is over. */
    readonly test: () => Promise<Examples>;
  };
  /** Of a recipe with distillation. */
  readonly teacher?: Teacher | undefined;
  readonly limits?: TrialLimits | undefined;
  readonly signal: AbortSignal;
  readonly onStep?: (progress: StepProgress) => void;
}

/** How an attempt at a trial ended. */
export type Outcome =
  | { readonly kind: 'complete'; readonly result: TrialResult }
  /** Another trial with this key, in whichever search, had the result already. */
  | { readonly kind: 'known'; readonly result: TrialResult }
  | { readonly kind: 'failed'; readonly failure: string }
  /** Another attempt has finished the trial. */
  | { readonly kind: 'finished'; readonly reason: string }
  /** A later attempt has taken it over. */
  | { readonly kind: 'superseded'; readonly reason: string };

/**
 * One attempt at a trial: leases it, trains it from its last checkpoint, publishes weights and metrics. Whatever goes
 * wrong in building or training the network is the trial's failure and is recorded, so that the search goes on; a store
 * that does not answer is not.
 * @throws TrainingInterruptedError after an abort; whatever the stores throw
 */
export async function runTrial(ref: TrialRef, context: TrialContext): Promise<Outcome> {
  const { trials } = context.stores;
  try {
    const trial = await trials.lease(ref, context.attempt);
    const known = await trials.findResult(trial.key);
    if (known) {
      await trials.complete(ref, context.attempt, known);
      return { kind: 'known', result: known };
    }
    return await attempt(trial, context);
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'TrialFinishedError' && name !== 'LeaseLostError') throw error;
    const { state } = await trials.get(ref);
    return { kind: state === 'running' ? 'superseded' : 'finished', reason: message };
  }
}

async function attempt(trial: Trial, context: TrialContext): Promise<Outcome> {
  const { stores } = context;
  let trained: Awaited<ReturnType<typeof trainAndTest>>;
  try {
    trained = await trainAndTest(trial, context);
  } catch (error) {
    if (error instanceof TrainingInterruptedError || isPassing(error)) throw error;
    const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await stores.trials.fail(trial, context.attempt, failure);
    return { kind: 'failed', failure };
  }
  for (const [key, bytes] of trained.files) await stores.artefacts.put(key, bytes);
  const { result } = trained;
  await stores.trials.complete(trial, context.attempt, result);
  await stores.artefacts.delete(checkpointKey(trial));
  return { kind: 'complete', result };
}

/** The result of a trial and the files that go with it, not yet published. */
async function trainAndTest(trial: Trial, context: TrialContext) {
  const { stores, engine, task, classes, data, teacher, limits, signal, onStep } = context;
  const network = context.network(trial);
  const checkpoints = checkpointStore(stores.artefacts, checkpointKey(trial));
  const { seed } = trial;
  const recipe = storedRecipe(trial.recipe);
  const options = { engine, network, task, recipe, seed, data, teacher, checkpoints, limits, signal, onStep };
  return train(options, async ({ program, state, ...trained }) => {
    const weights = weightsOf(network, state);
    const files = new Map([[weightsKey(trial), encodeTensors({ state: weights, metadata: { trial: trial.key } })]]);
    const result = { ...resultOf(trained), weightsHash: hashWeights(weights) };
    if (trial.kind === 'search') return { result, files };
    const test = evaluate(program, await data.test(), { task, network, classes });
    const { loss } = test.metrics;
    if (!Number.isFinite(loss)) throw new Error(`the loss on the test split is ${loss}`);
    const metrics = { ...result.metrics, ...ofTest(test.metrics) };
    const { tf } = await loadTensorFlow();
    const model = [...(await saveModel(tf, network, weights, task)), [EVALUATION_FILE, encodeJson(test)] as const];
    for (const [name, bytes] of model) files.set(`${modelPrefix(trial)}/${name}`, bytes);
    return { result: { ...result, metrics, model: modelPrefix(trial) }, files };
  });
}

const resultOf = ({ validation, trainLoss, seconds, curve }: Omit<Trained, 'program' | 'state'>) => ({
  metrics: { ...validation.metrics, trainLoss, seconds },
  curve,
});

/** `accuracy` as `testAccuracy`. */
const ofTest = (metrics: Metrics): Metrics =>
  Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [`test${name[0]!.toUpperCase()}${name.slice(1)}`, value]),
  );

const encodeJson = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
