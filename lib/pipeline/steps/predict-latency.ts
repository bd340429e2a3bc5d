import { Readable } from 'node:stream';
import { memoryBytes } from '../../hardware/memory/memory.ts';
import { counts } from '../../network/counts.ts';
import type { Metrics, Trial } from '../../trial/trial.ts';
import { hardBounds, leastMax, violations } from '../bounds.ts';
import { KNOWN_RESULT } from '../budget.ts';
import { buildable } from '../buildable.ts';
import { loadContext, type SearchContext } from '../context.ts';
import { loadPredictor } from '../device.ts';
import { SearchError } from '../errors.ts';
import { generationTarget, isFeasible, isFinished } from '../generation.ts';
import { heldSearch } from '../hold.ts';
import type { Ports } from '../ports.ts';
import { type SearchState, workItems } from '../state.ts';

/** Writes under way at a time: a thousand one after the other would take most of the Lambda's time. */
const SIDE_BY_SIDE = 16;

/** After so many rounds without one candidate that fits, the constraints are taken for impossible. */
const MAX_ROUNDS = 50;

/**
 * Predicts what every proposed architecture costs on the device and rules out those that break a constraint.
 * A candidate whose key is already complete, in whichever search, takes that result and is not trained.
 * @throws SearchError NoArchitectureFits when no candidate of the generation meets the constraints.
 */
export async function predictLatency(ports: Ports, state: SearchState): Promise<SearchState> {
  await heldSearch(ports, state);
  const context = await loadContext(ports, state.searchId);
  const inGeneration = async () =>
    (await ports.trials.list(state.searchId)).filter(
      ({ kind, generation }) => kind === 'search' && generation === state.generation,
    );
  const proposed = (await inGeneration()).filter((trial) => trial.state === 'proposed');
  const predict = await metricsOf(ports, context);
  const write = async (trial: Trial) => {
    const predicted = predict(trial);
    const fits = predicted !== undefined && violations(context.spec.constraints, predicted).length === 0;
    await ports.trials.predict(trial, predicted ?? {}, fits);
    await reuseResult(ports, trial);
  };
  await Readable.from(proposed).forEach(write, { concurrency: SIDE_BY_SIDE });
  return nextState(ports, context, state, await inGeneration(), proposed.length);
}

/** Of trials that have a network. */
async function metricsOf(ports: Ports, context: SearchContext): Promise<(trial: Trial) => Metrics | undefined> {
  const predict = await loadPredictor(ports, context);
  if (!predict) throw new SearchError('NotPrepared', `search ${context.searchId}: its device has not been measured`);
  return ({ architecture }) => {
    const network = buildable(context, architecture);
    if (!network) return undefined;
    const { parameters, macs, peakActivationBytes } = counts(network);
    const memory = memoryBytes(network);
    return {
      ...predict(architecture, network),
      parameters,
      macs,
      peakActivationBytes,
      ...(memory !== undefined && { memoryBytes: memory }),
    };
  };
}

async function reuseResult(ports: Ports, trial: Trial): Promise<void> {
  const result = await ports.trials.findResult(trial.key);
  if (!result || (await ports.trials.get(trial)).state !== 'predicted') return;
  await ports.trials.lease(trial, KNOWN_RESULT);
  await ports.trials.complete(trial, KNOWN_RESULT, result);
}

async function nextState(
  ports: Ports,
  { spec }: SearchContext,
  state: SearchState,
  trials: readonly Trial[],
  predictedNow: number,
): Promise<SearchState> {
  const earlier = (await ports.trials.list(state.searchId)).filter((trial) => trial.generation < state.generation);
  const target = generationTarget(earlier, state.generation, {
    perGeneration: spec.generation,
    budget: spec.budget.trials,
  });
  const feasible = trials.filter(isFeasible);
  const rounds = Math.max(0, ...trials.map(({ round }) => round));
  if (feasible.length < target && predictedNow > 0 && rounds < MAX_ROUNDS)
    return { ...state, next: 'PROPOSE', work: [] };
  if (feasible.length === 0 && earlier.length === 0) throw new SearchError('NoArchitectureFits', closest(spec, trials));
  const unfinished = feasible.filter((trial) => !isFinished(trial)).map(({ number }) => number);
  return { ...state, next: 'TRAIN', work: workItems(state.searchId, unfinished, spec.trialsPerJob) };
}

function closest({ constraints }: SearchContext['spec'], trials: readonly Trial[]): string {
  const bounds = hardBounds(constraints).map((bound) => {
    const seen = trials.flatMap(({ predicted = {} }) => (bound.metric in predicted ? leastMax(bound, predicted) : []));
    return `${bound.field}.max is ${bound.max}, the smallest seen ${Math.min(...seen)}`;
  });
  return `none of ${trials.length} architectures meets the constraints: ${bounds.join('; ')}`;
}
