import { describe, expect, it } from 'vitest';
import { unreadable } from '../../lib/data/files/local.ts';
import { checkMemory } from '../../lib/data/memory.ts';
import type { Broken } from './broken.ts';
import { brokenArrays } from './broken-arrays.ts';
import { brokenBoxes } from './broken-boxes.ts';
import { brokenImages } from './broken-images.ts';
import { brokenTables } from './broken-tables.ts';
import { imported } from './read.ts';

const kinds: Readonly<Record<string, readonly Broken[]>> = {
  images: brokenImages,
  tables: brokenTables,
  boxes: brokenBoxes,
  arrays: brokenArrays,
};

describe.each(Object.entries(kinds))('broken %s', (_, broken) => {
  it.each(broken)('%s', async (_kind, field, spec, says) => {
    const error: Error = await imported(await spec()).then(
      () => expect.unreachable('this was accepted'),
      (reason: Error) => reason,
    );
    expect(error.name, error.stack).toBe('DataError');
    expect(error.message).toMatch(new RegExp(`^data${field && `\\.${field}`}: .*got .*; allowed: `, 's'));
    for (const words of says) expect(error.message).toContain(words);
  });
});

describe('broken data', () => {
  it('of many kinds is known', () => {
    const names = Object.entries(kinds).flatMap(([group, broken]) => broken.map(([kind]) => `${group}: ${kind}`));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(100);
  });

  it('of more than 2 GiB is too large', () => {
    expect(() => checkMemory('path', 699_050, 3072, 'give a smaller data.size')).not.toThrow();
    expect(() => checkMemory('path', 699_051, 3072, 'give a smaller data.size')).toThrow(
      'data.path: got more than 2 GiB of examples: 699051 of 3072 bytes each; allowed: 2147483647 bytes together; give a smaller data.size',
    );
  });

  it.each([
    ['EACCES', 'its permissions forbid it'],
    ['EMFILE', 'too many files are open'],
    ['EIO', 'i/o error'],
  ])('that the system refuses to read is told in words: %s', (code, says) => {
    // Whoever runs the tests may be allowed to read everything.
    const { message } = unreadable({ field: 'path', name: '/a' }, Object.assign(new Error('i/o error'), { code }));
    expect(message).toMatch(/^data\.path: got \/a; allowed: /);
    expect(message).toContain(`(${says})`);
  });
});
