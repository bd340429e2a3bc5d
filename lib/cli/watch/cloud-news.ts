import { isDeepStrictEqual } from 'node:util';
import type { SearchProgress } from '../../remote/progress.ts';
import type { Trial } from '../../trial/trial.ts';
import type { CloudEvent } from '../progress/event.ts';

/** Money, machines and what they train, when something of it has changed since the last call. */
export function cloudNews(): (progress: SearchProgress, trials: readonly Trial[]) => readonly CloudEvent[] {
  let last: CloudEvent | undefined;
  return ({ spentUsd, limitUsd, machines }, trials) => {
    const event: CloudEvent = {
      type: 'cloud',
      spentUsd,
      ...(limitUsd !== undefined && { limitUsd }),
      ...machines,
      training: trials.filter(({ state }) => state === 'running').map(({ number }) => number),
    };
    if (isDeepStrictEqual(event, last)) return [];
    last = event;
    return [event];
  };
}
