import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/engine/tensorflow/setup/run.ts';
import { temporaryFolder } from './folder.ts';

const minutes = 1;
const shell = (script: string) => run('sh', ['-c', script], { minutes, env: { NODE: process.execPath } });

describe('run', () => {
  it('returns what the command writes', async () => {
    expect(await shell('echo said; echo aside >&2')).toBe('said\n');
  });

  it('runs it in a folder, with variables added to its own', async () => {
    const cwd = temporaryFolder();
    const output = await run('sh', ['-c', 'pwd; echo "$ADDED in $HOME"'], { minutes, cwd, env: { ADDED: 'value' } });
    expect(output).toBe(`${cwd}\nvalue in ${process.env.HOME}\n`);
  });

  it('says that a command is missing', async () => {
    await expect(run('/nowhere/no-such-command', [], { minutes })).rejects.toThrow(
      new Error('no-such-command is not on this machine'),
    );
  });

  it.each([
    [
      'the last line that says what the error is',
      'echo "ERROR: first"; echo "ERROR: why" >&2; echo bye >&2; exit 1',
      'sh: ERROR: why',
    ],
    ["Node's error rather than its last lines", `"$NODE" -e 'throw new Error("why")'`, 'sh: Error: why'],
    ['the last line where none does', 'echo one >&2; echo two >&2; exit 1', 'sh: two'],
    ['stdout where stderr is empty', 'echo only; exit 1', 'sh: only'],
    ['the exit code where there is no output', 'exit 3', 'sh: ended with 3'],
    ['the signal', 'kill -9 $$', 'sh: ended with SIGKILL'],
  ])('fails with %s', async (_case, script, message) => {
    await expect(shell(script)).rejects.toThrow(new Error(message));
  });

  it('kills the command and its children when it takes too long', { timeout: 20_000 }, async () => {
    // The child holds the pipe to stdout, so that this would wait for it if it lived on.
    await expect(run('sh', ['-c', 'sleep 600 & wait'], { minutes: 0.01 })).rejects.toThrow(
      new Error('sh took longer than 0.01 minutes'),
    );
  });
});
