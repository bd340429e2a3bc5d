import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compileAddon } from '../../../lib/engine/tensorflow/setup/compile.ts';
import { compilerRequirements } from '../../../lib/engine/tensorflow/setup/requirements.ts';
import { temporaryFolder } from './folder.ts';

beforeEach(() => vi.stubEnv('CXX', ''));

/** Compiles on a pretended machine where only the named compilers work. */
async function compileWith(working: readonly string[]) {
  const sources = temporaryFolder();
  for (const name of ['a.cc', 'b.cc', 'a.h']) writeFileSync(join(sources, name), '');
  const commands: { command: string; args: readonly string[] }[] = [];
  const installed: string[][] = [];
  const said: string[] = [];
  const done = compileAddon(sources, '/build', '/scratch', (line) => said.push(line), {
    async run(command, args) {
      commands.push({ command, args });
      if (!working.includes(command)) throw new Error(`${command}: error: why`);
      return '';
    },
    async installInto(folder, requirements) {
      installed.push([folder, requirements]);
    },
  });
  const error = await done.then(
    () => undefined,
    (fault: Error) => fault.message,
  );
  return { sources, error, commands, names: commands.map(({ command }) => command), installed, said };
}

const ZIG = '/scratch/zig/ziglang/zig';

describe('the addon', () => {
  it("is compiled by the machine's compiler", async () => {
    const { error, names, installed, said } = await compileWith(['c++', 'g++']);
    expect({ error, names, installed, said }).toEqual({ error: undefined, names: ['c++'], installed: [], said: [] });
  });

  it('is compiled by CXX before any other', async () => {
    vi.stubEnv('CXX', 'my-c++');
    const { names } = await compileWith(['my-c++', 'c++']);
    expect(names).toEqual(['my-c++']);
  });

  it('is compiled by the next compiler where one fails', async () => {
    const { error, names, installed } = await compileWith(['clang++']);
    expect({ error, names, installed }).toEqual({
      error: undefined,
      names: ['c++', 'g++', 'clang++'],
      installed: [],
    });
  });

  it('is compiled by a downloaded compiler where none works, and that is said', async () => {
    const { error, names, installed, said, commands } = await compileWith([ZIG]);
    expect(error).toBeUndefined();
    expect(names).toEqual(['c++', 'g++', 'clang++', ZIG]);
    expect(commands.at(-1)!.args).toEqual(['c++', ...commands[0]!.args]);
    expect(installed).toEqual([['/scratch/zig', compilerRequirements]]);
    expect(said.join()).toMatch(/no C\+\+ compiler works here/);
  });

  it('fails with the message of the last compiler', async () => {
    expect((await compileWith([])).error).toBe(`${ZIG}: error: why`);
  });

  it('is made of every source, and finds its libraries beside itself', async () => {
    const { commands, sources } = await compileWith(['c++']);
    const { args } = commands[0]!;
    expect(args.filter((arg) => arg.endsWith('.cc'))).toEqual([join(sources, 'a.cc'), join(sources, 'b.cc')]);
    expect(args).toContain('-I/build/include');
    expect(args).toContain('/build/lib/libtensorflow_cc.so.2');
    expect(args).toContain('-Wl,-rpath,$ORIGIN/lib');
    expect(args[args.indexOf('-o') + 1]).toBe('/build/tfjs_binding.node');
  });
});
