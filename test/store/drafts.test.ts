import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import { TORN_SIZE } from '../suites/store/tearer.ts';
import { temporaryFolder } from './folder.ts';
import { start } from './processes.ts';

const open = async (folder: string) => (await openStores(`file:${folder}`)).artefacts;

describe('a draft', () => {
  it('is all that a writer leaves that is killed in the middle of a put', async () => {
    const folder = temporaryFolder();
    const drafts = () => (existsSync(join(folder, 'drafts')) ? readdirSync(join(folder, 'drafts')) : []);
    const artefacts = await open(folder);
    await artefacts.put('shared', new Uint8Array(TORN_SIZE).fill(255));
    for (let kill = 0; kill < 3; kill++) {
      const before = new Set(drafts());
      const writer = start('tearer.ts', `file:${folder}`);
      const exit = once(writer, 'exit');
      while (drafts().every((name) => before.has(name))) await setTimeout(1);
      writer.kill('SIGKILL');
      await exit;
      const whole = (await artefacts.get('shared'))!;
      expect(Buffer.compare(whole, Buffer.alloc(TORN_SIZE, whole[0]))).toBe(0);
    }
    expect(drafts().length).toBeGreaterThan(0);
    expect(await artefacts.list('')).toEqual(['shared']);
    await artefacts.put('shared', Uint8Array.of(1));
    expect(await artefacts.get('shared')).toEqual(Uint8Array.of(1));
  });

  it('goes when a store is opened a day after anybody wrote to it', async () => {
    const folder = temporaryFolder();
    const drafts = join(folder, 'drafts');
    mkdirSync(drafts);
    const now = Date.now() / 1000;
    for (const [name, hours] of Object.entries({ abandoned: 25, alive: 23, new: 0 })) {
      writeFileSync(join(drafts, name), 'half');
      utimesSync(join(drafts, name), now, now - hours * 3600);
    }
    await Promise.all(Array.from({ length: 10 }, () => open(folder)));
    expect(readdirSync(drafts)).toEqual(['alive', 'new']);
  });
});
