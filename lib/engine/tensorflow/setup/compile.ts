import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { libraries } from './extract.ts';
import { installInto } from './pip.ts';
import { compilerRequirements } from './requirements.ts';
import { run } from './run.ts';

export interface CompileSteps {
  readonly run: typeof run;
  readonly installInto: typeof installInto;
}

/**
 * Compiles tfjs-node's binding against `<folder>/{include,lib}` into `<folder>/tfjs_binding.node`.
 *
 * Uses the machine's C++ compiler, else zig's from a wheel (a minute more), which is deleted with `scratch`.
 *
 * @throws when no compiler succeeds, with the last one's message.
 */
export async function compileAddon(
  sources: string,
  folder: string,
  scratch: string,
  say: (line: string) => void,
  steps: CompileSteps = { run, installInto },
): Promise<void> {
  const args = compilerArguments(sources, folder);
  for (const compiler of [process.env.CXX, 'c++', 'g++', 'clang++']) {
    if (!compiler) continue;
    const done = await steps.run(compiler, args, { minutes: 10 }).then(
      () => true,
      () => false,
    );
    if (done) return;
  }
  say('no C++ compiler works here: downloading one (101 MB) ...');
  const packages = join(scratch, 'zig');
  await steps.installInto(packages, compilerRequirements);
  const env = { ZIG_GLOBAL_CACHE_DIR: join(scratch, 'zig-cache'), ZIG_LOCAL_CACHE_DIR: join(scratch, 'zig-cache') };
  say('compiling the addon (a minute) ...');
  await steps.run(join(packages, 'ziglang', 'zig'), ['c++', ...args], { minutes: 20, env });
}

function compilerArguments(sources: string, folder: string): string[] {
  const nodeApi = createRequire(import.meta.url)('node-api-headers').include_dir as string;
  const files = readdirSync(sources).filter((name) => name.endsWith('.cc'));
  return [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...[`-I${nodeApi}`, `-I${join(folder, 'include')}`],
    ...['-o', join(folder, 'tfjs_binding.node')],
    ...files.map((name) => join(sources, name)),
    ...libraries.map((name) => join(folder, 'lib', name)),
    // Resolving every symbol at load makes a wrong library fail at once, where setup sees it.
    ...['-Wl,-rpath,$ORIGIN/lib', '-Wl,-z,now'],
  ];
}
