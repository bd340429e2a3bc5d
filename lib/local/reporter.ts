import type { SearchState } from '../pipeline/state.ts';
import type { TrialStore } from '../store/ports.ts';
import { scoresOf } from '../trial/score.ts';
import type { SearchEvent } from './events.ts';
import { type BatchJob, workOf } from './trainer.ts';

/** Turns what happens in the state machine and its trainers into events for whoever watches. */
export class Reporter {
  readonly #trials: TrialStore;
  readonly #searchId: string;
  readonly #emit: (event: SearchEvent) => void;
  readonly #told = new Set<number>();

  constructor(trials: TrialStore, searchId: string, emit: (event: SearchEvent) => void) {
    this.#trials = trials;
    this.#searchId = searchId;
    this.#emit = emit;
  }

  /** Called with what a Lambda step returned. */
  async stepDone(step: string, state: SearchState | null): Promise<void> {
    if (!state) return;
    if (step === 'PredictLatency' && state.next === 'TRAIN')
      this.#emit({ type: 'generation', generation: state.generation });
    if (step === 'SelectFinalists') this.#emit({ type: 'finalists', count: state.work.length });
    if (step === 'PredictLatency' || step === 'Collect' || step === 'CollectFinalists') await this.#tellFinished();
  }

  jobStarted(job: BatchJob): void {
    if (workOf(job).kind === 'prepare') this.#emit({ type: 'prepare' });
  }

  async jobDone(): Promise<void> {
    await this.#tellFinished();
  }

  /** Called with every JSON line of a trainer. What became of a trial is read from the store. */
  async trainerSaid(message: unknown): Promise<void> {
    const { type } = message as { type?: unknown };
    if (type === 'progress') this.#emit(message as SearchEvent);
    if (type === 'ended') await this.#tellFinished();
  }

  /** Each finished trial is told once. */
  async #tellFinished(): Promise<void> {
    for (const trial of await this.#trials.list(this.#searchId)) {
      const { number, state, predicted, failure } = trial;
      if (this.#told.has(number) || !['complete', 'failed', 'infeasible'].includes(state)) continue;
      this.#told.add(number);
      this.#emit({
        type: 'trial',
        number,
        state,
        ...(trial.result && scoresOf(trial)),
        ...(predicted && { latencyMs: predicted.latencyMs! }),
        ...(failure && { failure }),
      });
    }
  }
}
