import { withoutDrift } from '../engine/drift.ts';
import { openChromium } from './chromium.ts';
import { type ServeOptions, serveMeasuring } from './server.ts';
import type { MeasuringSession } from './session.ts';

export interface BrowserOptions extends ServeOptions {
  /** Called once the page can be opened; a Chromium of this computer opens it where one is given. */
  readonly onReady?: (url: string) => void;
  readonly chromium?: string;
  readonly signal?: AbortSignal;
}

export interface BrowserTimes {
  /** Milliseconds of each network, in the device's faster moments. */
  readonly ms: readonly number[];
  /** What ran there. */
  readonly engine: string;
}

/**
 * Times networks in a browser: one of this computer, or whichever opens the page.
 * @throws Error when the device cannot measure, or the browser ends; the signal's reason
 */
export async function measureInBrowser(options: BrowserOptions): Promise<BrowserTimes> {
  const server = await serveMeasuring(options);
  options.onReady?.(server.url);
  const chromium = options.chromium === undefined ? undefined : openChromium(options.chromium, `${server.url}#start`);
  try {
    const session = await Promise.race([server.done, chromium?.ended, aborted(options.signal)].filter((one) => !!one));
    return { ms: withoutDrift(session.turns), engine: engineOf(session) };
  } finally {
    await chromium?.close();
    await server.close();
  }
}

const engineOf = ({ runtime }: MeasuringSession) => `${runtime!.runtime} in ${runtime!.agent}`;

function aborted(signal: AbortSignal | undefined): Promise<never> | undefined {
  if (!signal) return undefined;
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
