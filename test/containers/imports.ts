import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export interface Imports {
  /** Paths under `root`, the entry among them. */
  readonly files: readonly string[];
  /** npm packages, e.g. `@tensorflow/tfjs`. */
  readonly packages: readonly string[];
}

/** All that a file of the project imports or requires, directly or not, when it runs. */
export function importsOf(root: string, entry: string): Imports {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const files = Object.keys(metafile.inputs);
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const required = files.flatMap((file) => requiredBy(readFileSync(join(root, file), 'utf8')));
  const packages = [...imported, ...required].filter((name) => !isBuiltin(name)).map(packageOf);
  return { files, packages: [...new Set(packages)] };
}

/** esbuild does not follow what `createRequire` gives. */
const requiredBy = (text: string) =>
  [...text.matchAll(/(?:\brequire|createRequire\(import\.meta\.url\))(?:\.resolve)?\('([^']+)'\)/g)].map(
    ([, specifier]) => specifier!,
  );
const packageOf = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];
