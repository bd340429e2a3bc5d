import { execFileSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import { temporaryFolder } from './folder.ts';

const root = resolve(import.meta.dirname, '..', '..');
const entry = join(root, 'lib', 'store', 'open.ts');

/** All that a process imports, by any way, that opens a location. */
function importsOf(location: string): readonly string[] {
  const script = `
    import { registerHooks } from 'node:module';
    const seen = [];
    registerHooks({ resolve: (name, context, next) => (seen.push(name), next(name, context)) });
    const { openStores } = await import(${JSON.stringify(entry)});
    await openStores(${JSON.stringify(location)});
    console.log(JSON.stringify(seen));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

describe('openStores', () => {
  it.each(['', 'file:', 'aws:', 'aws:table', 'aws:/bucket', 'aws:table/', 'aws:a/b/c', 's3://bucket', '/home/me'])(
    'refuses %j, saying what is allowed',
    async (location) => {
      await expect(openStores(location)).rejects.toThrow(
        `store: got ${JSON.stringify(location)}; allowed: file:<folder>, aws:<table>/<bucket>`,
      );
    },
  );

  it('takes a folder relative to where the process is', async () => {
    const folder = temporaryFolder();
    const { artefacts } = await openStores(`file:${relative(process.cwd(), folder)}`);
    expect(artefacts.locate('a')).toBe(join(folder, 'artefacts', 'a'));
  });

  it('takes a table and a bucket, asking AWS nothing yet', async () => {
    const { artefacts } = await openStores('aws:Spotnas-Trials_1.2/spotnas.artefacts-1');
    expect(artefacts.locate('searches/s/report.html')).toBe('s3://spotnas.artefacts-1/searches/s/report.html');
  });

  it('loads no AWS SDK on a laptop', () => {
    const imports = importsOf(`file:${temporaryFolder()}`);
    expect(imports).toContain('node:sqlite');
    expect(imports.filter((name) => name.startsWith('@aws-sdk/'))).toEqual([]);
  });

  it('loads no SQLite in a Lambda, bundled or not', async () => {
    const imports = importsOf('aws:table/bucket');
    expect(imports).toContain('@aws-sdk/client-s3');
    expect(imports).not.toContain('node:sqlite');

    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      outfile: 'index.mjs',
      format: 'esm',
      platform: 'node',
      external: ['@aws-sdk/*', '@smithy/*'],
    });
    const sqlite = metafile.outputs['index.mjs']!.imports.filter(({ path }) => path === 'node:sqlite');
    expect(sqlite).toMatchObject([{ kind: 'dynamic-import' }]);
  });
});
