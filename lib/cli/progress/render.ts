import { duration, milliseconds, percent } from '../format.ts';
import { cloudLines } from './cloud.ts';
import { type BestTrial, type ProgressState, secondsLeft, shareDone } from './state.ts';

const BAR = 40;
/** More running trials than this are only counted. */
const MAX_RUNNING = 8;

/**
 * A search's progress for a terminal, a few lines that replace one another.
 * @param now milliseconds of the clock that the state was advanced by
 * @param columns lines are cut to this width, so that none wraps
 */
export function renderProgress(state: ProgressState, now: number, columns = 80): readonly string[] {
  const lines = [
    heading(state, now),
    bar(shareDone(state)),
    ...(state.best ? [`best     ${bestText(state.best)}`] : []),
    ...(state.cloud ? cloudLines(state.cloud) : []),
    ...runningLines(state),
  ];
  return lines.map((line) => line.slice(0, columns - 1));
}

function heading(state: ProgressState, now: number): string {
  const left = secondsLeft(state, now);
  const parts = [
    `${state.id}  ${phaseText(state)}`,
    `${state.finished} of ${state.total} trained`,
    ...(state.failed > 0 ? [`${state.failed} failed`] : []),
    ...(state.infeasible > 0 ? [`${state.infeasible} over a limit`] : []),
    ...(left === undefined ? [] : [`about ${duration(left)} left`]),
  ];
  return state.phase === 'starting' || state.phase === 'preparing' ? parts[0]! : parts.join(' · ');
}

function phaseText({ phase, generation }: ProgressState): string {
  switch (phase) {
    case 'starting':
      return 'starting';
    case 'preparing':
      return 'reading the data and measuring the device';
    case 'searching':
      return `generation ${generation}`;
    case 'finalists':
      return 'retraining the best';
    case 'done':
      return 'done';
  }
}

function bar(share: number): string {
  const full = Math.floor(share * BAR);
  return `${'━'.repeat(full)}${'─'.repeat(BAR - full)} ${Math.floor(share * 100)} %`;
}

export const bestText = ({ number, score, latencyMs }: BestTrial) =>
  `trial ${number}: ${[percent(score), ...(latencyMs === undefined ? [] : [milliseconds(latencyMs)])].join(', ')}`;

function runningLines({ running }: ProgressState): readonly string[] {
  const trials = [...running.values()].sort((a, b) => a.number - b.number);
  const shown = trials
    .slice(0, MAX_RUNNING)
    .map(
      ({ number, epoch, epochs, loss }) =>
        `training trial ${number}: epoch ${epoch} of ${epochs}, loss ${loss.toFixed(3)}`,
    );
  const hidden = trials.length - shown.length;
  return hidden > 0 ? [...shown, `         and ${hidden} more`] : shown;
}
