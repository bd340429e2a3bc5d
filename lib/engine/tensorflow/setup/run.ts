import { type StdioOptions, spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Longer than this and the command and its children are killed. */
  readonly minutes: number;
  /** On a terminal, lets the command's own progress through. */
  readonly progress?: boolean;
}

/**
 * Runs a command to its end. @returns what it wrote to stdout.
 *
 * @throws when it is not there, fails or takes too long, with the line of its output that says why.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const shown = options.progress && process.stderr.isTTY ? process.stderr : 'pipe';
  const stdio: StdioOptions = ['ignore', shown, 'pipe'];
  // Its own process group, so that a time-out reaches the children too.
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio,
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  process.once('exit', stop);

  return new Promise<string>((resolve, reject) => {
    let stdout = '';
    let errors = '';
    let late = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
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
      settle(error.code === 'ENOENT' ? `${command} is not on this machine` : `${command}: ${error.message}`),
    );
    child.on('close', (code, signal) => {
      if (late) settle(`${command} took longer than ${options.minutes} minutes`);
      else if (code !== 0)
        settle(`${command}: ${lastLine(errors) ?? lastLine(stdout) ?? `ended with ${signal ?? code}`}`);
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

/** The last line that names an error, else the last line. */
function lastLine(text: string): string | undefined {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.findLast((line) => /\berror\b/i.test(line)) ?? lines.at(-1);
}
