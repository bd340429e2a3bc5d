import type { SearchEvent } from '../../local/events.ts';
import { milliseconds, percent } from '../format.ts';
import { bestText } from './render.ts';
import type { ProgressState } from './state.ts';

/** The line that an event adds to a log, if any; `state` is the one after the event. */
export function logLine(event: SearchEvent, state: ProgressState): string | undefined {
  switch (event.type) {
    case 'backend':
      return event.reason;
    case 'prepare':
      return 'reading the data and measuring this machine';
    case 'generation':
      return `generation ${event.generation}`;
    case 'trial':
      return trialLine(event, state);
    case 'finalists':
      return `retraining the best: ${event.count} from scratch`;
    case 'report':
      return `report: ${event.path}`;
    case 'progress':
      return undefined;
  }
}

/** Trials over a limit are not told one by one: there can be many. */
function trialLine(event: Extract<SearchEvent, { type: 'trial' }>, { finished, total, best }: ProgressState) {
  const { number, state, accuracy, latencyMs, failure } = event;
  const place = `(${finished} of ${total})`;
  if (state === 'failed') return `trial ${number}: failed: ${failure ?? 'no reason given'} ${place}`;
  if (state !== 'complete' || accuracy === undefined) return undefined;
  const latency = latencyMs === undefined ? [] : [milliseconds(latencyMs)];
  return `trial ${number}: ${[percent(accuracy), ...latency].join(', ')} ${place}${best ? `, best ${bestText(best)}` : ''}`;
}
