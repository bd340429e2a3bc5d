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

    it('are held by the execution that took them last, which runs them', async () => {
      const store = await open();
      await store.createSearch('s', { seed: 1 });
      await store.setSearchStatus('s', 'failed', 'its container died');
      await store.holdSearch('s', { execution: 'first' });
      const held = { id: 's', spec: { seed: 1 }, status: 'running', execution: 'first' };
      expect(await store.getSearch('s')).toEqual(held);
      expect(await store.createSearch('s', { seed: 1 })).toEqual(held);
      for (let i = 0; i < 2; i++) await store.holdSearch('s', { execution: 'second' });
      expect(await store.listSearches()).toEqual([{ ...held, execution: 'second' }]);
    });

    it('may cost what was said last, and keep that and their holder whatever becomes of them', async () => {
      const store = await open();
      await store.createSearch('s', {});
      await store.holdSearch('s', { execution: 'first', usd: 2.35 });
      await store.holdSearch('s', { execution: 'second', usd: 0.1 + 0.2 });
      await store.holdSearch('s', { execution: 'third' });
      const held = { id: 's', spec: {}, execution: 'third', usd: 0.1 + 0.2 };
      expect(await store.getSearch('s')).toEqual({ ...held, status: 'running' });
      await store.setSearchStatus('s', 'failed', 'why');
      expect(await store.getSearch('s')).toEqual({ ...held, status: 'failed', cause: 'why' });
      await store.setSearchStatus('s', 'complete');
      expect(await store.getSearch('s')).toEqual({ ...held, status: 'complete' });
    });

    it('count the attempts at their work', async () => {
      const store = await open();
      await store.createSearch('s', {});
      await store.createSearch('other', {});
      expect(await store.beginAttempt('s')).toBe(1);
      const more = await Promise.all(Array.from({ length: 20 }, () => store.beginAttempt('s')));
      expect(more.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
      expect(await store.beginAttempt('other')).toBe(1);
      expect(await store.getSearch('s')).toEqual({ id: 's', spec: {}, status: 'running' });
    });

    it('that are not there are told so', async () => {
      const store = await open();
      await store.createSearch('other', {});
      const notFound = { name: 'NotFoundError', message: 'search s: not in the store' };
      await expect(store.getSearch('s')).rejects.toMatchObject(notFound);
      await expect(store.setSearchStatus('s', 'complete')).rejects.toMatchObject(notFound);
      await expect(store.holdSearch('s', { execution: 'e', usd: 1 })).rejects.toMatchObject(notFound);
      await expect(store.beginAttempt('s')).rejects.toMatchObject(notFound);
      expect((await store.listSearches()).map(({ id }) => id)).toEqual(['other']);
    });
  });
}
