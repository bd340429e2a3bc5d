import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Keeps Chromium from doing anything but showing the page. */
const FLAGS = [
  '--headless=new',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  // Without a graphics card, WebGL and WebGPU run on the processor.
  '--enable-unsafe-swiftshader',
];

export interface Chromium {
  /** Rejects when the browser ends by itself. */
  readonly ended: Promise<never>;
  close(): Promise<void>;
}

/** The Chromium that CHROMIUM_PATH names, else the first on the PATH; undefined when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = environment.CHROMIUM_PATH
    ? [environment.CHROMIUM_PATH]
    : [...folders, '/usr/bin'].flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isExecutable);
}

/** Shows a page in a Chromium without a window, with a profile of its own that is gone afterwards. */
export function openChromium(executable: string, url: string): Chromium {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-chromium-'));
  // Chromium's sandbox refuses the root of a container.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...FLAGS, ...sandbox, `--user-data-dir=${folder}`, url], { stdio: 'ignore' });
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`));
  });
  const ended = gone.then((how) => Promise.reject(new Error(`${executable} ended before all was measured: ${how}`)));
  ended.catch(() => {});
  return {
    ended,
    async close() {
      child.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
