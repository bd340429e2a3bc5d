import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Imports that are loaded with the file: neither types nor `await import`. */
const STATIC = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;

function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(STATIC)) {
    const specifier = (from ?? bare)!;
    if (specifier.startsWith('.')) loaded(resolve(dirname(file), specifier), seen);
    else seen.add(specifier);
  }
  return seen;
}

it('the command line starts without TensorFlow, AWS, the runner and formulas', () => {
  const names = [...loaded(resolve(root, 'bin/spotnas.ts'))].map((name) =>
    name.startsWith(root) ? relative(root, name) : name,
  );
  expect(names).toContain('lib/cli/commands/run.ts');
  const slow =
    /^(@tensorflow|@aws|aws-|lib\/(engine|training|local|cloud|report|benchmark)\/(?!events)|mathjs|esbuild)/;
  expect(names.filter((name) => slow.test(name))).toEqual([]);
});
