import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import { TIMES } from '../suites/store/opener.ts';
import { chargeOf, trialOf } from '../suites/store/samples.ts';
import { temporaryFolder } from './folder.ts';
import { raceOf } from './processes.ts';

/** The database as version 0.1.0 made it. */
const SCHEMA_0_1 = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE searches (
    created INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    spec TEXT NOT NULL,
    status TEXT NOT NULL,
    cause TEXT
  ) STRICT;
  CREATE TABLE trials (
    searchId TEXT NOT NULL,
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    proposal TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt TEXT,
    predicted TEXT,
    result TEXT,
    failure TEXT,
    PRIMARY KEY (searchId, number)
  ) STRICT;
  CREATE INDEX results ON trials (key) WHERE state = 'complete';
  INSERT INTO searches (id, spec, status, cause) VALUES ('s', '{"seed":1}', 'failed', 'why');
`;

/** A folder with a search and a trial from before. */
function oldFolder(): string {
  const folder = temporaryFolder();
  using database = new DatabaseSync(join(folder, 'trials.sqlite'));
  database.exec(SCHEMA_0_1);
  database
    .prepare("INSERT INTO trials (searchId, number, key, proposal, state) VALUES ('s', 1, 'key-1', ?, 'proposed')")
    .run(JSON.stringify(trialOf(1)));
  return folder;
}

/** Everything that was there is there, and everything that came since can be done. */
async function expectWhole(location: string): Promise<void> {
  const { trials, ledger } = await openStores(location);
  const search = { id: 's', spec: { seed: 1 }, status: 'failed', cause: 'why' };
  expect(await trials.listSearches()).toEqual([search]);
  expect(await trials.list('s')).toEqual([trialOf(1)]);
  await trials.holdSearch('s', { execution: 'e', usd: 1 });
  await ledger.pay('s', chargeOf('a', 0.5), 1);
  const again = await openStores(location);
  expect(await again.trials.getSearch('s')).toMatchObject({ status: 'running', execution: 'e', usd: 1 });
  expect(await again.ledger.spent('s')).toBe(0.5);
}

describe('a folder of version 0.1.0', () => {
  it('opens with what it holds, and again', async () => {
    await expectWhole(`file:${oldFolder()}`);
  });

  it('may be opened by several processes at the same moment', async () => {
    const [old, folder] = [oldFolder(), temporaryFolder()];
    for (let i = 0; i < TIMES; i++) {
      mkdirSync(join(folder, String(i)));
      cpSync(join(old, 'trials.sqlite'), join(folder, String(i), 'trials.sqlite'));
    }
    expect(await raceOf<number>('opener.ts', 2, `file:${folder}`)).toEqual([0, 0]);
    for (let i = 0; i < TIMES; i += 20) await expectWhole(`file:${folder}/${i}`);
  });

  it('goes on for a process that had it open before', async () => {
    const folder = oldFolder();
    using before = new DatabaseSync(join(folder, 'trials.sqlite'));
    const insert = before.prepare("INSERT INTO searches (id, spec, status) VALUES (?, '{}', 'running')");
    const all = before.prepare('SELECT * FROM searches ORDER BY created');
    insert.run('s2');
    expect(all.all()).toHaveLength(2);
    const { trials } = await openStores(`file:${folder}`);
    insert.run('s3');
    expect(all.all().map(({ id }) => id)).toEqual(['s', 's2', 's3']);
    expect((await trials.listSearches()).map(({ id }) => id)).toEqual(['s', 's2', 's3']);
  });
});
