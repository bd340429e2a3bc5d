import type { RandomStream } from '../../lib/math/random.ts';

/** How often a call fails, 0 to 1. */
export interface Rates {
  /** Refused before anything is done. */
  readonly throttled: number;
  /** Done, but its answer does not arrive. */
  readonly lost: number;
}

class CallFailed extends Error {
  override readonly name = 'TimeoutError';
}

/** The object, whose every method fails now and then as a remote service does. */
export function faulty<T extends object>(service: T, random: RandomStream, { throttled, lost }: Rates): T {
  return wrap(service, async (call) => {
    if (random.uniform() < throttled) throw new CallFailed('throttled');
    const answer = await call();
    if (random.uniform() < lost) throw new CallFailed('the answer was lost');
    return answer;
  });
}

/** The object, whose callers try again as the AWS SDK does when a call was throttled or its answer lost. */
export function retrying<T extends object>(service: T, attempts = 8): T {
  return wrap(service, async (call) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof CallFailed) || attempt === attempts) throw error;
      }
    }
  });
}

function wrap<T extends object>(service: T, around: (call: () => Promise<unknown>) => Promise<unknown>): T {
  return new Proxy(service, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      // A location is computed, not asked for.
      if (typeof member !== 'function' || name === 'locate') return member;
      return (...args: unknown[]) => around(async () => member.apply(target, args));
    },
  });
}
