import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import { memoryTrials } from '../suites/store/memory.ts';
import { memoryLedger } from '../suites/store/memory-ledger.ts';
import { trialOf } from '../suites/store/samples.ts';
import { artefactStoreSuite, ledgerSuite, raceSuite, trialStoreSuite } from '../suites/store.ts';
import { temporaryFolder } from './folder.ts';

const open = (folder = temporaryFolder()) => openStores(`file:${folder}`);

trialStoreSuite('trials in memory, the model of the others', async () => memoryTrials());
trialStoreSuite('trials in SQLite', async () => (await open()).trials);
ledgerSuite('payments in memory, the model of the others', async () => memoryLedger());
ledgerSuite('payments in SQLite', async () => (await open()).ledger);
raceSuite('races in memory', async () => ({ trials: memoryTrials(), ledger: memoryLedger() }));
raceSuite('races in SQLite', () => open());
artefactStoreSuite('artefacts in files', async () => (await open()).artefacts);

describe('the stores in a folder', () => {
  it('can be opened many times at once, all of them the same', async () => {
    const folder = join(temporaryFolder(), 'made', 'on the way');
    const opened = await Promise.all(Array.from({ length: 30 }, () => open(folder)));
    for (const [i, { trials, artefacts }] of opened.entries()) {
      await trials.propose([trialOf(i + 1)]);
      await artefacts.put(`a/${i}`, new Uint8Array(1));
    }
    for (const { trials, artefacts } of opened) {
      expect(await trials.list('s')).toHaveLength(30);
      expect(await artefacts.list('a/')).toHaveLength(30);
    }
  });

  it('survive a copy: artefacts lie at their keys', async () => {
    const folder = temporaryFolder();
    const { artefacts } = await open(folder);
    await artefacts.put('devices/this/profile.json', new TextEncoder().encode('{}'));
    const path = join(folder, 'artefacts', 'devices', 'this', 'profile.json');
    expect(readFileSync(path, 'utf8')).toBe('{}');
    expect(artefacts.locate('devices/this/profile.json')).toBe(path);
    expect(existsSync(join(folder, 'trials.sqlite'))).toBe(true);
  });

  it('never show a draft that a killed process left behind', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'drafts'));
    writeFileSync(join(folder, 'drafts', 'half'), 'ha');
    const { artefacts } = await open(folder);
    await artefacts.put('a', new Uint8Array(1));
    expect(await artefacts.list('')).toEqual(['a']);
  });

  it('leave no draft when a put fails', async () => {
    const folder = temporaryFolder();
    const { artefacts } = await open(folder);
    await artefacts.put('a/b', new Uint8Array(1));
    await expect(artefacts.put('a', new Uint8Array(1))).rejects.toThrow('EISDIR');
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });
});
