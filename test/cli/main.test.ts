import { describe, expect, it } from 'vitest';
import { spotnas } from './harness.ts';

describe('spotnas', () => {
  it.each([['--help'], ['run --help'], ['help']])('%s is data: on stdout, exit code 0', async (line) => {
    const { code, stdout, stderr } = await spotnas(line.split(' '));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: spotnas');
  });

  it('shows examples and exit codes in its help', async () => {
    const { stdout } = await spotnas(['--help']);
    expect(stdout).toContain('spotnas run examples/digits.yaml');
    expect(stdout).toContain('spotnas start examples/digits.yaml --usd 5 --watch');
    expect(stdout).toMatch(/On this computer:\n {2}run .*On AWS:\n {2}doctor /s);
    expect(stdout).toContain('Exit codes: 0');
  });

  it.each([
    ['', 'Usage: spotnas'],
    ['serach', "unknown command 'serach'"],
    ['run', "missing required argument 'spec'"],
    ['run a.yaml --fast', "unknown option '--fast'"],
    ['run a.yaml --seed -1', 'Allowed: a whole number from 0 to 4294967295'],
    ['run a.yaml --seed 4294967296', 'Allowed: a whole number from 0 to 4294967295'],
    ['run a.yaml --workers 0', 'Allowed: a whole number from 1 to 1024'],
    ['run a.yaml --workers two', 'Allowed: a whole number from 1 to 1024'],
    ['run a.yaml --id Digits/1', 'Allowed: up to 60 lower-case letters'],
    ['run /nowhere/a.yaml', 'spec: got /nowhere/a.yaml; allowed: a file that can be read'],
    ['run /', 'spec: got /; allowed: a file that can be read'],
  ])('%s: exit code 2, says %s', async (line, says) => {
    const { code, stdout, stderr } = await spotnas(line.split(' ').filter(Boolean));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});
