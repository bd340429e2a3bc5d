import { describe, expect, it } from 'vitest';
import type { TrialStore } from '../../../lib/store/ports.ts';

/** What every trial store must do with searches. */
export function searchCases(open: () => Promise<TrialStore>): void {
  describe('searches', () => {
    it('are created once and found again', async () => {
      const store = await open();
      const search = { id: 's', spec: { name: 'digits', budget: { trials: 4 } }, status: 'running' };
      expect(await store.createSearch('s', { name: 'digits', budget: { trials: 4 } })).toEqual(search);
      expect(await store.createSearch('s', { budget: { trials: 4 }, name: 'digits' })).toEqual(search);
      expect(await store.getSearch('s')).toEqual(search);
      expect(await store.listSearches()).toEqual([search]);
    });

    it('keep their specification: another one is refused, naming what differs', async () => {
      const store = await open();
      await store.createSearch('s', { seed: 1, data: 'mnist', strategy: 'random' });
      await expect(store.createSearch('s', { seed: 2, data: 'mnist', trials: 3 })).rejects.toMatchObject({
        name: 'SearchConflictError',
        message: expect.stringMatching(/search s: .*different in seed, strategy, trials;/),
      });
      expect((await store.getSearch('s')).spec).toEqual({ seed: 1, data: 'mnist', strategy: 'random' });
    });

    it('are listed in order of creation', async () => {
      const store = await open();
      expect(await store.listSearches()).toEqual([]);
      for (const id of ['b', 'c', 'a', 'b']) await store.createSearch(id, {});
      expect((await store.listSearches()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    });

    it('end complete, or failed with a cause, and a failed one can run again and end complete', async () => {
      const store = await open();
      await store.createSearch('s', {});
      await store.setSearchStatus('s', 'failed', 'NoArchitectureFits: none');
      const failed = { id: 's', spec: {}, status: 'failed', cause: 'NoArchitectureFits: none' };
      expect(await store.createSearch('s', {})).toEqual(failed);
      await store.setSearchStatus('s', 'running');
      expect(await store.getSearch('s')).toEqual({ id: 's', spec: {}, status: 'running' });
      await store.setSearchStatus('s', 'complete');
      await store.setSearchStatus('s', 'complete');
      expect(await store.getSearch('s')).toEqual({ id: 's', spec: {}, status: 'complete' });
    });

    it('that are not there are told so', async () => {
      const store = await open();
      await store.createSearch('other', {});
      const notFound = { name: 'NotFoundError', message: 'search s: not in the store' };
      await expect(store.getSearch('s')).rejects.toMatchObject(notFound);
      await expect(store.setSearchStatus('s', 'complete')).rejects.toMatchObject(notFound);
      expect((await store.listSearches()).map(({ id }) => id)).toEqual(['other']);
    });

    it('are created by one of many callers', async () => {
      const store = await open();
      const specs = Array.from({ length: 8 }, (_, seed) => ({ seed }));
      const settled = await Promise.allSettled(specs.map((spec) => store.createSearch('s', spec)));
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
}
