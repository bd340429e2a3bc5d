import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '5.2.5';

/** Where moto is, or why it is not here. */
export type Installation = { readonly python: string } | { readonly missing: string };

/**
 * The Python that has moto: a virtual environment of its own under ~/.cache/spotnas, made the first time. It is made
 * beside its place and moved there when it is whole, so that two test files can both be the first.
 */
export async function installMoto(): Promise<Installation> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'spotnas');
  const home = join(cache, `moto-${VERSION}`);
  const python = join(home, 'bin', 'python');
  if (existsSync(python)) return { python };
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(`${home}-`);
  try {
    await run('python3', '-m', 'venv', making);
    await run(join(making, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', `moto[server]==${VERSION}`);
    if (!existsSync(home)) renameSync(making, home);
    return { python };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return { missing: `moto ${VERSION} cannot be installed: ${stderr?.trim().split('\n').at(-1) || message}` };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

const run = (command: string, ...args: string[]) => promisify(execFile)(command, args);
