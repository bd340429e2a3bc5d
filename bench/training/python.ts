import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const REQUIREMENTS = join(import.meta.dirname, 'peers', 'requirements.txt');

/**
 * The Python that has the peers, in the versions of peers/requirements.txt: a virtual environment under ~/.cache/spotnas,
 * made the first time, which takes minutes and gigabytes. Undefined, with the reason on stderr, when it cannot be made.
 */
export async function peersPython(): Promise<string | undefined> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'spotnas');
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = join(cache, `peers-${digest}`);
  const python = join(home, 'bin', 'python');
  const complete = join(home, 'complete');
  if (existsSync(complete)) return python;
  console.error(`installing Keras and PyTorch into ${home}`);
  try {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    await promisify(execFile)('python3', ['-m', 'venv', home]);
    await promisify(execFile)(python, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS]);
    writeFileSync(complete, '');
    return python;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    console.error(`the peers cannot be had: ${stderr?.trim().split('\n').at(-1) || message}`);
    return undefined;
  }
}
