import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Message } from 'esbuild';
import { module } from '../space/module/definition.ts';
import { SPACE_GLOBAL } from '../space/module/global.ts';
import { isMapping } from '../spec/mapping.ts';
import { UsageError } from './errors.ts';

/**
 * The field `space` with the script that its module makes, imports included; nothing for a space of another name, and for
 * one that has its script.
 * @param space as it is written
 * @throws UsageError when the file is not there or cannot be bundled
 */
export async function withSource(space: unknown, folder: string): Promise<{ readonly space?: unknown }> {
  const written = typeof space === 'string' ? { name: space } : space;
  if (!isMapping(written) || written.name !== module.name || written.source !== undefined) return {};
  const { file = module.options.shape.file.parse(undefined) } = written;
  if (typeof file !== 'string') return {};
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new UsageError(`space.file: got ${JSON.stringify(file)}; allowed: a file (there is nothing at ${path})`);
  }
  return { space: { ...written, file, source: await bundled(path) } };
}

async function bundled(path: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: SPACE_GLOBAL,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'node24',
    charset: 'utf8',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
  }).catch(({ errors = [] }: { readonly errors?: readonly Message[] }) => {
    throw new UsageError(`space.file: ${errors.map(told).join('; ')}; allowed: a module that can be bundled`);
  });
  return result.outputFiles[0]!.text;
}

const told = ({ text, location }: Message) =>
  location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text;
