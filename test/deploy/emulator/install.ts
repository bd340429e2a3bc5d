import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The other files of this folder reach into ministack, so they go with one version of it. */
const VERSION = '1.5.33';

/** Where ministack is, or why it is not here. */
export type Installation = { readonly python: string } | { readonly missing: string };

/**
 * The Python that has ministack: a virtual environment of its own under ~/.cache/spotnas, made the first time, beside its
 * place, and moved there when it is whole. Its certificate needs openssl.
 */
export async function installMinistack(): Promise<Installation> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'spotnas');
  const home = join(cache, `ministack-${VERSION}`);
  const python = join(home, 'bin', 'python');
  try {
    await run('openssl', 'version');
    if (!existsSync(python)) await make(home);
    return { python };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return { missing: `ministack ${VERSION} cannot be had: ${stderr?.trim().split('\n').at(-1) || message}` };
  }
}

async function make(home: string): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const making = mkdtempSync(`${home}-`);
  try {
    await run('python3', '-m', 'venv', making);
    await run(join(making, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', `ministack==${VERSION}`);
    if (!existsSync(home)) renameSync(making, home);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

const run = (command: string, ...args: string[]) => promisify(execFile)(command, args);
