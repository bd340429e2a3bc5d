import type { ProfileRequest, ProfileTimes } from '../hardware/profile-request.ts';
import type { Network } from '../network/network.ts';
import { localAddress } from '../profiling/address.ts';
import { findChromium } from '../profiling/chromium.ts';
import type { BrowserBackend } from '../profiling/posts.ts';
import type { Context } from './context.ts';
import { InterruptedError, UsageError } from './errors.ts';
import { interruptible } from './interrupt.ts';
import { type StackFlags, timeOnStack } from './time-on-stack.ts';

export interface PlaceFlags extends StackFlags, Pick<ProfileRequest, 'rounds' | 'threads'> {
  readonly backend: BrowserBackend;
  readonly host?: string;
  readonly port: number;
}

/** Times networks, and says what ran there. */
type TimeThere = (networks: Networks, flags: PlaceFlags, context: Context, say: Say) => Promise<ProfileTimes>;
type Networks = readonly Network[];
type Say = (text: string) => void;

/** What keeps a computer from listening on an address. */
const NOT_LISTENING = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND'];

/** Where networks can be timed. */
export const PLACES = {
  'this-machine': onThisMachine,
  chromium: inChromium,
  url: onWhoeverOpens,
  stack: timeOnStack,
} as const satisfies {
  readonly [place: string]: TimeThere;
};

async function onThisMachine(networks: Networks, flags: PlaceFlags, _: Context, say: Say) {
  const { measureHere } = await import('../hardware/measure-here.ts');
  return measureHere(networks, flags, (round) => say(`round ${round + 1} of ${flags.rounds}`));
}

async function inChromium(networks: Networks, flags: PlaceFlags, context: Context, say: Say) {
  const chromium = findChromium(context.environment);
  if (chromium === undefined) {
    throw new UsageError('--on: got chromium; allowed: where there is one at CHROMIUM_PATH or on the PATH');
  }
  return inBrowser(networks, { ...flags, host: flags.host ?? '127.0.0.1' }, say, { chromium });
}

async function onWhoeverOpens(networks: Networks, flags: PlaceFlags, { stderr }: Context, say: Say) {
  const host = flags.host ?? localAddress();
  if (host === undefined) throw new UsageError('--host: got nothing; allowed: an address of this computer');
  const { renderUnicodeCompact } = await import('uqr');
  const onReady = (url: string) => {
    if (stderr.isTTY) stderr.write(`${renderUnicodeCompact(url)}\n`);
    stderr.write(`Open ${url} on the device; the address is good for this measuring only.\n`);
    say('waiting for a device');
  };
  return inBrowser(networks, { ...flags, host }, say, { onReady });
}

async function inBrowser(
  networks: Networks,
  { rounds, backend, host, port }: PlaceFlags & { readonly host: string },
  say: Say,
  how: { readonly chromium?: string; readonly onReady?: (url: string) => void },
): Promise<ProfileTimes> {
  const { measureInBrowser } = await import('../profiling/measure-in-browser.ts');
  const { signal, release } = interruptible(() => say('stopping'));
  try {
    return await measureInBrowser({
      ...how,
      ...{ networks, rounds, backend, host, port, signal },
      onChange: ({ round, runtime }) => say(`round ${Math.min(round + 1, rounds)} of ${rounds} on ${runtime?.agent}`),
    });
  } catch (error) {
    if (signal.aborted) throw new InterruptedError('stopped; nothing was kept');
    const { code } = error as NodeJS.ErrnoException;
    if (!NOT_LISTENING.includes(code ?? '')) throw error;
    throw new UsageError(
      `--host, --port: got ${host}:${port}; allowed: an address of this computer and a port that is free (${code})`,
    );
  } finally {
    release();
  }
}
