import { validationScore } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { compact, millijoules, milliseconds, percent } from './format.ts';
import type { PlotInput } from './score-axis.ts';
import { shownDevices } from './shown-devices.ts';

/** What the pointer shows of a trial, one fact a line. */
export function tooltip(trial: Trial, { spec, describe }: Pick<PlotInput, 'spec' | 'describe'>): string {
  const { number, kind, state, seed, predicted, failure } = trial;
  const outcome = state === 'complete' ? `${percent(validationScore(trial), 2)} on validation` : (failure ?? state);
  return [
    kind === 'final' ? `Trial ${number}, retrained with seed ${seed}` : `Trial ${number}`,
    outcome,
    ...shownDevices(spec).map(
      ({ metric, on }) => predicted?.[metric] !== undefined && `${milliseconds(predicted[metric])} predicted${on}`,
    ),
    predicted?.energyMj !== undefined &&
      `${millijoules(predicted.energyMj)} ${predicted.energyDeviationMj === undefined ? 'by a model' : 'predicted'}`,
    predicted?.parameters !== undefined && `${compact(predicted.parameters)} parameters`,
    describe(trial),
  ]
    .filter(Boolean)
    .join('\n');
}
