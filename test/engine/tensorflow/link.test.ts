import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linkAddon } from '../../../lib/engine/tensorflow/setup/link.ts';
import { temporaryFolder } from './folder.ts';

function folders() {
  const root = temporaryFolder();
  const [one, two] = ['one', 'two'].map((name) => {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'tfjs_binding.node'), name);
    return join(root, name);
  });
  return { one: one!, two: two!, link: join(root, 'package', 'lib', 'tfjs_binding.node') };
}

describe('the link to the addon', () => {
  it('is made with its folder, and leads to the latest build', () => {
    const { one, two, link } = folders();
    linkAddon(one, link);
    expect(readFileSync(link, 'utf8')).toBe('one');
    linkAddon(two, link);
    expect(readFileSync(link, 'utf8')).toBe('two');
    expect(readdirSync(dirname(link))).toEqual(['tfjs_binding.node']);
  });

  it('replaces a file, and what an interrupted set-up left', () => {
    const { one, link } = folders();
    mkdirSync(dirname(link), { recursive: true });
    writeFileSync(link, 'stock');
    symlinkSync('/gone', `${link}.${process.pid}`);
    linkAddon(one, link);
    expect(readFileSync(link, 'utf8')).toBe('one');
    expect(readdirSync(dirname(link))).toEqual(['tfjs_binding.node']);
  });

  it('is never missing while it is replaced', async () => {
    const { one, two, link } = folders();
    linkAddon(one, link);
    const module = new URL('../../../lib/engine/tensorflow/setup/link.ts', import.meta.url).href;
    const script = `
      const { linkAddon } = await import('${module}');
      for (let i = 0; i < 500; i++) linkAddon(i % 2 ? '${two}' : '${one}', '${link}');`;
    const { promise: done, resolve, reject } = Promise.withResolvers<void>();
    let running = true;
    execFile(process.execPath, ['--input-type=module', '--eval', script], (error) => {
      running = false;
      if (error) reject(error);
      else resolve();
    });
    const seen = new Set<string>();
    while (running) {
      for (let i = 0; i < 1_000; i++) seen.add(readlinkSync(link));
      await setImmediate();
    }
    await done;
    seen.add(readlinkSync(link));
    expect([...seen].sort()).toEqual([one, two].map((folder) => join(folder, 'tfjs_binding.node')));
  });
});
