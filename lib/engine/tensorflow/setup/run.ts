import { spawn } from 'node:child_process';
import { basename } from 'node:path';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Longer than this and the command and its children are killed. */
  readonly minutes: number;
}

/**
 * Runs a command to its end. @returns what it wrote to stdout.
 *
 * @throws when it is not there, fails or takes too long, with the line of its output that says why.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const name = basename(command);
  // Its own process group, so that a time-out reaches the children too.
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  // Before what clears up the command's files.
  process.prependOnceListener('exit', stop);

  return new Promise<string>((resolve, reject) => {
    let stdout = '';
    let errors = '';
    let late = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, options.minutes * 60_000);
    const settle = (fault?: string) => {
      clearTimeout(timer);
      process.removeListener('exit', stop);
      if (fault) reject(new Error(fault));
      else resolve(stdout);
    };
    child.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ENOENT' ? `${name} is not on this machine` : `${name}: ${error.message}`),
    );
    child.on('close', (code, signal) => {
      if (late) settle(`${name} took longer than ${options.minutes} minutes`);
      else if (code !== 0) settle(`${name}: ${lastLine(errors) ?? lastLine(stdout) ?? `ended with ${signal ?? code}`}`);
      else settle();
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}

/** The last line that says what an error is (compilers, pip, Node and Python write `error: why`), else the last line. */
function lastLine(text: string): string | undefined {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.findLast((line) => /error: \S/i.test(line)) ?? lines.at(-1);
}
