import { describe, expect, it } from 'vitest';
import type { ArtefactStore } from '../../../lib/store/ports.ts';
import type { SuiteOptions } from './trials.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * What every artefact store must do; see lib/store/ports.ts.
 * @param open gives an empty store
 */
export function artefactStoreSuite(
  name: string,
  open: () => Promise<ArtefactStore>,
  { skip }: SuiteOptions = {},
): void {
  const storeWith = async (...keys: string[]) => {
    const store = await open();
    for (const key of keys) await store.put(key, bytesOf(key));
    return store;
  };

  describe.skipIf(skip !== undefined)(`${name}${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
    it.each([
      { size: 0, kind: 'no bytes' },
      { size: 7, kind: 'a few bytes' },
      { size: 3_000_001, kind: 'megabytes' },
    ])('gives $kind back as they were put', async ({ size }) => {
      const store = await open();
      const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31) % 256);
      await store.put('data/ab12/train', bytes);
      const got = await store.get('data/ab12/train');
      expect(Object.getPrototypeOf(got)).toBe(Uint8Array.prototype);
      expect(Buffer.compare(got!, bytes)).toBe(0);
    });

    it('puts the bytes of a view, not those around it', async () => {
      const store = await open();
      await store.put('view', bytesOf('before inside after').subarray(7, 13));
      expect(await store.get('view')).toEqual(bytesOf('inside'));
    });

    it('replaces', async () => {
      const store = await storeWith('a');
      await store.put('a', bytesOf('a longer text'));
      await store.put('a', bytesOf('b'));
      expect(await store.get('a')).toEqual(bytesOf('b'));
      expect(await store.list('')).toEqual(['a']);
    });

    it('keeps one of many puts at once, whole', async () => {
      const store = await open();
      const versions = Array.from({ length: 8 }, (_, i) => new Uint8Array(100_000).fill(i));
      await Promise.all(versions.map((bytes) => store.put('a', bytes)));
      const got = await store.get('a');
      expect(versions.some((bytes) => Buffer.compare(bytes, got!) === 0)).toBe(true);
    });

    it('has nothing under a key that was never put, nor under the name of a folder', async () => {
      const store = await storeWith('searches/s/report.html');
      for (const key of ['none', 'searches/none', 'searches', 'searches/s', 'searches/s/report.html/none'])
        expect(await store.get(key)).toBeUndefined();
    });

    it('lists the keys that begin with a prefix, in order', async () => {
      const keys = ['b/2/y', 'a', 'b/1', 'b/2/x', 'b2', 'c/ü n', 'b/10'];
      const store = await storeWith(...keys);
      expect(await store.list('')).toEqual(keys.toSorted());
      expect(await store.list('b')).toEqual(['b/1', 'b/10', 'b/2/x', 'b/2/y', 'b2']);
      expect(await store.list('b/')).toEqual(['b/1', 'b/10', 'b/2/x', 'b/2/y']);
      expect(await store.list('b/1')).toEqual(['b/1', 'b/10']);
      expect(await store.list('b/2/')).toEqual(['b/2/x', 'b/2/y']);
      expect(await store.list('c/ü')).toEqual(['c/ü n']);
      for (const prefix of ['none', 'none/', 'a/', 'b/2/x/']) expect(await store.list(prefix)).toEqual([]);
    });

    it('lists nothing while it is empty', async () => expect(await (await open()).list('')).toEqual([]));

    it('deletes what there is and nothing else', async () => {
      const store = await storeWith('a/1', 'a/2');
      for (const key of ['a/1', 'a/1', 'none', 'a', 'a/2/none']) await store.delete(key);
      expect(await store.get('a/1')).toBeUndefined();
      expect(await store.list('')).toEqual(['a/2']);
      await store.put('a/1', bytesOf('again'));
      expect(await store.list('')).toEqual(['a/1', 'a/2']);
    });

    it.each(['', '/', '/etc/passwd', 'a/', 'a//b', '.', '..', '../a', 'a/../../b', 'a/./b', 'a/..', 'a\0b'])(
      'refuses the key %j',
      async (key) => {
        const store = await storeWith('a');
        const message = `artefact key: got ${JSON.stringify(key)}; allowed: names separated by /, none of them . or ..`;
        await expect(store.put(key, bytesOf('x'))).rejects.toThrow(message);
        await expect(store.get(key)).rejects.toThrow(message);
        await expect(store.delete(key)).rejects.toThrow(message);
        expect(() => store.locate(key)).toThrow(message);
        expect(await store.list('')).toEqual(['a']);
      },
    );

    it.each(['/', '../', '/a', 'a//', 'a/../b'])('refuses to list the prefix %j', async (prefix) => {
      await expect((await open()).list(prefix)).rejects.toThrow('artefact key: got ');
    });
  });
}
