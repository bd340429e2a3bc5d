import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** A file of the page, by its name. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array | string;
}

const PAGE = join(import.meta.dirname, 'page');
const WASM = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];

let assets: Promise<ReadonlyMap<string, Asset>> | undefined;

/** All that the page needs besides its plan: it asks nobody else for anything. Made once per process. */
export function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  assets ??= make();
  return assets;
}

async function make(): Promise<ReadonlyMap<string, Asset>> {
  const wasm = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  return new Map<string, Asset>([
    ['', { type: 'text/html; charset=utf-8', body: await readFile(join(PAGE, 'index.html')) }],
    ['style.css', { type: 'text/css; charset=utf-8', body: await readFile(join(PAGE, 'style.css')) }],
    ['page.js', { type: 'text/javascript; charset=utf-8', body: await script() }],
    ...(await Promise.all(
      WASM.map(
        async (name) => [name, { type: 'application/wasm', body: await readFile(join(wasm, 'dist', name)) }] as const,
      ),
    )),
  ]);
}

async function script(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(PAGE, 'main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]!.contents;
}
