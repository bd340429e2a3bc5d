import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The floors of docs/design.md: a room imports only from floors below its own, or from itself. */
const floors: Record<string, number> = {
  'lib/trial': 0,
  'lib/math': 0,
  'lib/network': 1,
  'lib/space': 2,
  'lib/store': 1,
  'lib/machine': 1,
  'lib/data': 2,
  'lib/engine': 2,
  'lib/strategy': 3,
  'lib/hardware': 3,
  'lib/profiling': 3,
  'lib/training': 3,
  'lib/estimation': 3,
  'lib/spec': 4,
  'lib/benchmark': 4,
  'lib/pipeline': 5,
  'lib/report': 6,
  'lib/cloud': 6,
  lambdas: 7,
  containers: 7,
  'lib/local': 8,
  'lib/remote': 8,
  'lib/cli': 9,
  bin: 10,
};

/** Rooms that reach no AWS SDK, no TensorFlow and no file system. */
const pure = ['lib/trial', 'lib/math', 'lib/network', 'lib/space', 'lib/strategy', 'lib/spec', 'lib/pipeline'];
const impure = /^(@aws-sdk\/|aws-cdk-lib|@tensorflow\/|(node:)?(fs|sqlite|child_process|net|http|https)\b)/;

const root = resolve(import.meta.dirname, '..');
const files = ['lib', 'lambdas', 'containers', 'bin'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(top, name)),
);

const roomOf = (file: string) => Object.keys(floors).find((room) => file.startsWith(`${room}/`));
const importsOf = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
const targetOf = (file: string, specifier: string) => relative(root, resolve(root, dirname(file), specifier));

describe('rooms', () => {
  it('finds the sources', () => expect(files.length).toBeGreaterThan(10));

  it.each(files)('%s imports only from floors below', (file) => {
    const room = roomOf(file);
    expect(room, `${file} stands in no room`).toBeDefined();
    for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) {
      const target = targetOf(file, specifier);
      const other = roomOf(target);
      expect(other, `${file} imports ${specifier}, which stands in no room`).toBeDefined();
      if (other !== room) expect(floors[other!], `${file} imports ${target}`).toBeLessThan(floors[room!]!);
    }
  });

  it.each(files.filter((file) => pure.includes(roomOf(file) ?? '')))('%s is pure', (file) => {
    expect(importsOf(file).filter((specifier) => impure.test(specifier))).toEqual([]);
  });

  it.each(files)('%s has at most 300 lines and no Math.random', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(301);
    expect(text).not.toMatch(/Math\.random/);
  });
});
