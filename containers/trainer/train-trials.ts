import { loadSplit } from '../../lib/data/load.ts';
import type { SplitName } from '../../lib/data/split.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { loadTeacher } from '../../lib/pipeline/teacher.ts';
import type { Specification } from '../../lib/spec/specification.ts';
import { TrainingInterruptedError } from '../../lib/training/errors.ts';
import type { TrialLimits } from '../../lib/training/limits.ts';
import { type Outcome, runTrial } from '../../lib/training/run-trial.ts';
import type { StepProgress } from '../../lib/training/train.ts';
import { SCORE_WORDS, SCORES, type Score } from '../../lib/trial/task.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { type Say, tell } from './say.ts';

/** Trains the trials of a work item, one after the other. @throws TrainingInterruptedError after an abort */
export async function trainTrials(
  ports: Ports,
  engine: Engine,
  { searchId, trials, attempt, progressMs, signal, say }: TrainTrials,
): Promise<void> {
  const search = await loadContext(ports, searchId);
  const { spec, space, problem, manifest } = search;
  const teacher = await loadTeacher(ports, search);
  const limits = limitsOf(spec);
  const split = (name: SplitName) => loadSplit(ports.artefacts, manifest, name);
  const data = { train: await split('train'), validation: await split('validation'), test: () => split('test') };
  const { task } = problem;
  const { classes } = manifest;
  const network = ({ architecture }: Trial) => space.network(space.parse(architecture), problem);
  for (const number of trials) {
    if (signal.aborted) throw new TrainingInterruptedError(`stopped before trial ${number}`);
    const onStep = progressOf(number, progressMs);
    const context = { stores: ports, engine, attempt, task, classes, network, data, teacher, limits, signal, onStep };
    say(`trial ${number}: begins, attempt ${attempt}`);
    const outcome = await runTrial({ searchId, number }, context);
    say(`trial ${number}: ${describe(outcome, SCORES[task])}`);
    // The work item is the other attempt's now, this trial and those behind it.
    if (outcome.kind === 'superseded') return;
    tell({ type: 'ended', number });
  }
}

export interface TrainTrials {
  readonly searchId: string;
  readonly trials: readonly number[];
  readonly attempt: string;
  /** Milliseconds between two messages about one trial's progress. */
  readonly progressMs: number;
  readonly signal: AbortSignal;
  readonly say: Say;
}

const limitsOf = ({ limits: { minutes, memoryGiB } }: Specification): TrialLimits => ({
  seconds: minutes && minutes * 60,
  bytes: memoryGiB && memoryGiB * 2 ** 30,
});

function progressOf(number: number, interval: number): (progress: StepProgress) => void {
  let told = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - told < interval) return;
    told = now;
    tell({ type: 'progress', number, ...progress });
  };
}

function describe(outcome: Outcome, score: Score): string {
  switch (outcome.kind) {
    case 'complete': {
      const { [score]: reached, loss, seconds } = outcome.result.metrics;
      const validation = `validation ${SCORE_WORDS[score]} ${reached!.toFixed(4)}, loss ${loss!.toFixed(4)}`;
      return `complete, ${validation}, ${seconds!.toFixed(1)} s`;
    }
    case 'known':
      return 'complete, its result was known';
    case 'failed':
      return `failed, ${outcome.failure}`;
    case 'finished':
      return `finished by another attempt: ${outcome.reason}`;
    case 'superseded':
      return `left to a later attempt: ${outcome.reason}`;
  }
}
