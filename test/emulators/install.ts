import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Where an emulator is, or why it is not here. */
export type Installation = { readonly python: string } | { readonly missing: string };

export interface PythonPackage {
  readonly name: string;
  readonly version: string;
  /** e.g. `server` of `moto[server]` */
  readonly extra?: string;
  /** Programs that it needs besides Python. */
  readonly needs?: readonly string[];
}

/**
 * The Python that has a package: a virtual environment of its own under ~/.cache/spotnas, made the first time. It is made
 * beside its place and moved there when it is whole, so that two test files can both be the first.
 */
export async function installPython({ name, version, extra, needs = [] }: PythonPackage): Promise<Installation> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'spotnas');
  const home = join(cache, `${name}-${version}`);
  const python = join(home, 'bin', 'python');
  try {
    for (const program of needs) await run(program, 'version');
    if (!existsSync(python)) await make(home, `${name}${extra ? `[${extra}]` : ''}==${version}`);
    return { python };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return { missing: `${name} ${version} cannot be had: ${stderr?.trim().split('\n').at(-1) || message}` };
  }
}

async function make(home: string, requirement: string): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const making = mkdtempSync(`${home}-`);
  try {
    await run('python3', '-m', 'venv', making);
    await run(join(making, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', requirement);
    try {
      renameSync(making, home);
    } catch (error) {
      // Somebody else was first.
      if (!existsSync(home)) throw error;
    }
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

const run = (command: string, ...args: string[]) => promisify(execFile)(command, args);
