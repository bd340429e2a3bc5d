import type { SearchEvent } from '../../local/events.ts';
import type { Specification } from '../../spec/specification.ts';
import type { CloudEvent, ProgressEvent } from './event.ts';

/** A trial being trained now. */
export interface RunningTrial {
  readonly number: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Share of its training that is done, 0 to 1. */
  readonly share: number;
  readonly loss: number;
}

export interface BestTrial {
  readonly number: number;
  readonly score: number;
  readonly reward?: number;
  readonly latencyMs?: number;
}

/** What is known of a search that is being watched. */
export interface ProgressState {
  readonly id: string;
  readonly phase: 'starting' | 'preparing' | 'searching' | 'finalists' | 'done';
  readonly generation: number;
  /** Trials of the present phase. */
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  /** Ruled out by a constraint. */
  readonly infeasible: number;
  readonly best?: BestTrial;
  readonly running: ReadonlyMap<number, RunningTrial>;
  /** Epochs that every trial of a phase trains: the unit of work. */
  readonly epochs: { readonly search: number; readonly final: number };
  readonly finalists: number;
  /** Epochs trained under our eyes, and since when (milliseconds of any clock). */
  readonly epochsSeen: number;
  readonly since?: number;
  /** Money and machines; on AWS only. */
  readonly cloud?: CloudEvent;
}

export function initialProgress(id: string, { budget, recipe, finalists }: Specification): ProgressState {
  return {
    id,
    phase: 'starting',
    generation: 0,
    total: budget.trials,
    finished: 0,
    failed: 0,
    infeasible: 0,
    running: new Map(),
    epochs: { search: recipe.epochs, final: finalists.epochs },
    finalists: finalists.count * finalists.seeds,
    epochsSeen: 0,
  };
}

/** The state after an event at time `now`. */
export function advance(state: ProgressState, event: ProgressEvent, now: number): ProgressState {
  switch (event.type) {
    case 'prepare':
      return { ...state, phase: 'preparing' };
    case 'generation':
      return { ...state, phase: 'searching', generation: event.generation };
    case 'finalists':
      return { ...state, phase: 'finalists', total: event.count, finished: 0, running: new Map() };
    case 'progress': {
      const { number, epoch, epochs, step, steps, loss } = event;
      const running = new Map(state.running).set(number, { number, epoch, epochs, share: step / steps, loss });
      return { ...state, running, since: state.since ?? now };
    }
    case 'trial':
      return finish(state, event);
    case 'report':
      return { ...state, phase: 'done' };
    case 'backend':
      return state;
    case 'cloud':
      return { ...state, cloud: event, ...(event.training.length > 0 && { since: state.since ?? now }) };
  }
}

function finish(state: ProgressState, { number, state: ended, score, reward, latencyMs }: TrialEvent): ProgressState {
  if (ended === 'infeasible') return { ...state, infeasible: state.infeasible + 1 };
  if (ended !== 'complete' && ended !== 'failed') return state;
  const running = new Map(state.running);
  const seen = running.delete(number) || state.cloud?.training.includes(number);
  const least = state.best?.reward ?? state.best?.score ?? Number.NEGATIVE_INFINITY;
  const isBest = state.phase !== 'finalists' && score !== undefined && (reward ?? score) > least;
  return {
    ...state,
    running,
    finished: state.finished + 1,
    failed: state.failed + (ended === 'failed' ? 1 : 0),
    epochsSeen: state.epochsSeen + (seen ? epochsPerTrial(state) : 0),
    ...(isBest && {
      best: { number, score, ...(reward !== undefined && { reward }), ...(latencyMs !== undefined && { latencyMs }) },
    }),
  };
}

type TrialEvent = Extract<SearchEvent, { type: 'trial' }>;

const epochsPerTrial = ({ phase, epochs }: ProgressState) => (phase === 'finalists' ? epochs.final : epochs.search);

/** Share of the present phase that is done, 0 to 1. */
export function shareDone(state: ProgressState): number {
  return Math.min(1, (state.finished + sharesRunning(state)) / state.total);
}

/** Seconds until the last finalist is trained, from the speed so far; undefined before there is one. */
export function secondsLeft(state: ProgressState, now: number): number | undefined {
  const perTrial = epochsPerTrial(state);
  const trained = state.epochsSeen + sharesRunning(state) * perTrial;
  if (state.since === undefined || trained === 0) return undefined;
  const later = state.phase === 'finalists' ? 0 : state.finalists * state.epochs.final;
  const left = Math.max(0, state.total - state.finished - sharesRunning(state)) * perTrial + later;
  return (left * (now - state.since)) / trained / 1000;
}

const sharesRunning = ({ running }: ProgressState) => [...running.values()].reduce((sum, { share }) => sum + share, 0);
