import { setImmediate } from 'node:timers/promises';
import type { Engine, Examples, Program, State, Teacher } from '../engine/engine.ts';
import { randomStream } from '../math/random.ts';
import { initialWeights } from '../network/initialise.ts';
import type { Network } from '../network/network.ts';
import type { Recipe } from '../trial/recipe.ts';
import type { Task } from '../trial/task.ts';
import type { CheckpointStore, Progress } from './checkpoint.ts';
import { TrainingDivergedError, TrainingInterruptedError } from './errors.ts';
import { checkLimits, type TrialLimits } from './limits.ts';
import { trainingOrder } from './order.ts';
import { learningRateAt } from './schedule.ts';
import { type Scored, score } from './score.ts';

export interface TrainOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly task: Task;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly data: { readonly train: Examples; readonly validation: Examples };
  /** Of a recipe with distillation. */
  readonly teacher?: Teacher | undefined;
  readonly checkpoints: CheckpointStore;
  readonly limits?: TrialLimits | undefined;
  /** Aborting writes a checkpoint after the current step, then throws TrainingInterruptedError. */
  readonly signal: AbortSignal;
  readonly onStep?: (progress: StepProgress) => void;
}

export interface StepProgress {
  /** The epoch being trained, from 1, of `epochs`. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps taken, of `steps`. */
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
}

export interface Trained extends Pick<Progress, 'curve' | 'seconds'> {
  readonly program: Program;
  readonly state: State;
  /** On the validation split, after the last epoch. */
  readonly validation: Scored;
  /** Mean over the steps of the last epoch. */
  readonly trainLoss: number;
}

/** Besides one after each epoch. How often is a matter of cost only: a checkpoint changes nothing in the training. */
const CHECKPOINT_SECONDS = 30;

/**
 * Trains a network from scratch, or from its checkpoint: the result is the same to the bit. `use` gets the trained
 * program, which is disposed afterwards.
 * @throws TrainingDivergedError, TrainingInterruptedError, TrialLimitError, and what the engine throws, e.g. when memory runs out
 */
export async function train<T>(options: TrainOptions, use: (trained: Trained) => T | Promise<T>): Promise<T> {
  const { engine, network, task, recipe, seed, data, teacher } = options;
  const weights = initialWeights(network, randomStream(seed, 'weights'));
  const program = engine.compile({ network, task, recipe, train: data.train, teacher, weights });
  try {
    return await use({ program, ...(await loop(program, options)) });
  } finally {
    program.dispose();
  }
}

async function loop(program: Program, options: TrainOptions): Promise<Omit<Trained, 'program'>> {
  const { recipe, seed, data, checkpoints, limits = {}, signal, onStep } = options;
  const order = trainingOrder(data.train.count, recipe, seed);
  const steps = recipe.epochs * order.stepsPerEpoch;
  const { state, ...begun } = (await checkpoints.load()) ?? { step: 0, lossSum: 0, curve: [], seconds: 0 };
  if (state) program.writeState(state);

  let { step, lossSum } = begun;
  const curve = [...begun.curve];
  let validation: Scored | undefined;
  const started = performance.now() - begun.seconds * 1000;
  const seconds = () => (performance.now() - started) / 1000;
  let saved = seconds();
  const save = async () => {
    await checkpoints.save({ step, lossSum, curve, seconds: seconds(), state: program.readState() });
    saved = seconds();
  };

  while (step < steps) {
    if (step % order.stepsPerEpoch === 0) lossSum = 0;
    const learningRate = learningRateAt(recipe, step, steps);
    const { loss } = program.step(order.batch(step), stepSeed(seed, step), learningRate);
    step++;
    if (!Number.isFinite(loss)) throw new TrainingDivergedError(loss, step, learningRate);
    checkLimits(limits, { seconds: seconds(), step });
    lossSum += loss;
    onStep?.({ epoch: Math.ceil(step / order.stepsPerEpoch), epochs: recipe.epochs, step, steps, loss });
    const epochEnds = step % order.stepsPerEpoch === 0;
    if (epochEnds) {
      validation = score(program, data.validation, options);
      const { loss } = validation.metrics;
      if (!Number.isFinite(loss)) throw new TrainingDivergedError(loss, step, learningRate);
      curve.push(validation.score);
    }
    // Signals and timers are heard between steps only.
    await setImmediate();
    if ((epochEnds && step < steps) || signal.aborted || seconds() - saved > CHECKPOINT_SECONDS) await save();
    if (signal.aborted && step < steps) throw new TrainingInterruptedError(`stopped after step ${step} of ${steps}`);
  }
  validation ??= score(program, data.validation, options);
  return {
    state: program.readState(),
    validation,
    curve,
    trainLoss: lossSum / order.stepsPerEpoch,
    seconds: seconds(),
  };
}

/** What feeds whatever is random inside a step; 31 bits. */
const stepSeed = (seed: number, step: number) => randomStream(seed, 'step', step).integer(2 ** 31);
