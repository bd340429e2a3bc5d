import type { DeviceProfile } from '../hardware/profile.ts';
import type { ProfilePlan } from '../hardware/profile-plan.ts';
import { localAddress } from '../profiling/address.ts';
import { findChromium } from '../profiling/chromium.ts';
import type { BrowserBackend } from '../profiling/posts.ts';
import type { Context } from './context.ts';
import { InterruptedError, UsageError } from './errors.ts';
import { interruptible } from './interrupt.ts';
import { profileOnStack, type StackFlags } from './profile-on-stack.ts';

export interface ProfileFlags extends StackFlags {
  readonly device: string;
  readonly rounds: number;
  readonly threads: number | 'all';
  readonly backend: BrowserBackend;
  readonly host?: string;
  readonly port: number;
}

/** Measures what a plan holds. */
type MeasureThere = (plan: ProfilePlan, flags: ProfileFlags, context: Context, say: Say) => Promise<DeviceProfile>;
type Say = (text: string) => void;

/** What keeps a computer from listening on an address. */
const NOT_LISTENING = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND'];

/** Where networks can be timed. */
export const PLACES = {
  'this-machine': onThisMachine,
  chromium: inChromium,
  url: onWhoeverOpens,
  stack: profileOnStack,
} as const satisfies {
  readonly [place: string]: MeasureThere;
};

async function onThisMachine(plan: ProfilePlan, flags: ProfileFlags, _: Context, say: Say): Promise<DeviceProfile> {
  const { device, rounds } = flags;
  const { measureHere } = await import('../hardware/measure-here.ts');
  const { ms, engine } = await measureHere(plan.networks, flags, (round) => say(`round ${round + 1} of ${rounds}`));
  return plan.read(ms, { device, engine });
}

async function inChromium(plan: ProfilePlan, flags: ProfileFlags, context: Context, say: Say): Promise<DeviceProfile> {
  const chromium = findChromium(context.environment);
  if (chromium === undefined) {
    throw new UsageError('--on: got chromium; allowed: where there is one at CHROMIUM_PATH or on the PATH');
  }
  return inBrowser(plan, { ...flags, host: flags.host ?? '127.0.0.1' }, say, { chromium });
}

async function onWhoeverOpens(plan: ProfilePlan, flags: ProfileFlags, { stderr }: Context, say: Say) {
  const host = flags.host ?? localAddress();
  if (host === undefined) throw new UsageError('--host: got nothing; allowed: an address of this computer');
  const { renderUnicodeCompact } = await import('uqr');
  const onReady = (url: string) => {
    if (stderr.isTTY) stderr.write(`${renderUnicodeCompact(url)}\n`);
    stderr.write(`Open ${url} on the device; the address is good for this measuring only.\n`);
    say('waiting for a device');
  };
  return inBrowser(plan, { ...flags, host }, say, { onReady });
}

async function inBrowser(
  plan: ProfilePlan,
  { device, rounds, backend, host, port }: ProfileFlags & { readonly host: string },
  say: Say,
  how: { readonly chromium?: string; readonly onReady?: (url: string) => void },
): Promise<DeviceProfile> {
  const { measureInBrowser } = await import('../profiling/measure-in-browser.ts');
  const { signal, release } = interruptible(() => say('stopping'));
  try {
    const { ms, engine } = await measureInBrowser({
      ...how,
      ...{ networks: plan.networks, rounds, backend, host, port, signal },
      onChange: ({ round, runtime }) => say(`round ${Math.min(round + 1, rounds)} of ${rounds} on ${runtime?.agent}`),
    });
    return plan.read(ms, { device, engine });
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
