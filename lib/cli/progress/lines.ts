import type { SearchEvent } from '../../local/events.ts';
import { milliseconds, percent } from '../format.ts';
import { machinesText, spentText } from './cloud.ts';
import type { CloudEvent, ProgressEvent } from './event.ts';
import { bestText } from './render.ts';
import type { ProgressState } from './state.ts';

/** The line that an event adds to a log, if any; `state` is the one after the event, `before` the one before it. */
export function logLine(event: ProgressEvent, state: ProgressState, before?: ProgressState): string | undefined {
  switch (event.type) {
    case 'backend':
      return event.reason;
    case 'prepare':
      return 'reading the data and measuring the device';
    case 'generation':
      return `generation ${event.generation}`;
    case 'trial':
      return trialLine(event, state);
    case 'finalists':
      return `retraining the best: ${event.count} from scratch`;
    case 'measure':
      return 'measuring the finalists';
    case 'report':
      return `report: ${event.path}`;
    case 'progress':
      return undefined;
    case 'cloud':
      return cloudLine(event, before?.cloud);
  }
}

/** Money moves all the time: it is told when machines come or go. */
function cloudLine(event: CloudEvent, before: CloudEvent = { ...event, spot: 0, onDemand: 0 }): string | undefined {
  if (event.spot === before.spot && event.onDemand === before.onDemand) return undefined;
  return `machines: ${machinesText(event)}; spent ${spentText(event)}`;
}

/** Trials over a limit are not told one by one: there can be many. */
function trialLine(event: Extract<SearchEvent, { type: 'trial' }>, { finished, total, best }: ProgressState) {
  const { number, state, score, latencyMs, failure } = event;
  const place = `(${finished} of ${total})`;
  if (state === 'failed') return `trial ${number}: failed: ${failure ?? 'no reason given'} ${place}`;
  if (state !== 'complete' || score === undefined) return undefined;
  const latency = latencyMs === undefined ? [] : [milliseconds(latencyMs)];
  return `trial ${number}: ${[percent(score), ...latency].join(', ')} ${place}${best ? `, best ${bestText(best)}` : ''}`;
}
