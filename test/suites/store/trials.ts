import { describe, expect, it } from 'vitest';
import type { TrialStore } from '../../../lib/store/ports.ts';
import { attemptName } from '../../../lib/trial/attempt.ts';
import type { TrialState } from '../../../lib/trial/trial.ts';
import { expectSameLife } from './properties.ts';
import { resultOf, trialOf } from './samples.ts';
import { searchCases } from './searches.ts';

export interface SuiteOptions {
  /** Why the adapter cannot run here; the suite is then skipped, with the reason in its title. */
  readonly skip?: string | undefined;
}

const ref = { searchId: 's', number: 1 };

/** Brings trial 1 into a state, held by attempt `a` once it runs. */
async function inState(store: TrialStore, state: TrialState): Promise<void> {
  await store.propose([trialOf(1)]);
  if (state === 'proposed') return;
  await store.predict(ref, { latencyMs: 1.5 }, state !== 'infeasible');
  if (state === 'predicted' || state === 'infeasible') return;
  await store.lease(ref, 'a');
  if (state === 'complete') await store.complete(ref, 'a', resultOf(0.9));
  if (state === 'failed') await store.fail(ref, 'a', 'the loss is NaN');
}

const calls: readonly [string, (store: TrialStore) => Promise<unknown>][] = [
  ['get', (store) => store.get(ref)],
  ['predict', (store) => store.predict(ref, {}, true)],
  ['lease', (store) => store.lease(ref, 'a')],
  ['complete', (store) => store.complete(ref, 'a', resultOf(0.9))],
  ['fail', (store) => store.fail(ref, 'a', 'why')],
  ['abandon', (store) => store.abandon(ref, 'why')],
];

/**
 * What every trial store must do; see lib/store/ports.ts.
 * @param open gives an empty store
 */
export function trialStoreSuite(name: string, open: () => Promise<TrialStore>, { skip }: SuiteOptions = {}): void {
  describe.skipIf(skip !== undefined)(`${name}${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
    searchCases(open);

    describe('proposed trials', () => {
      it('are found as they were proposed', async () => {
        const store = await open();
        const final = trialOf(2, { kind: 'final', generation: 3, round: 4, seed: 2 ** 53 - 1 });
        await store.propose([trialOf(1), final]);
        expect(await store.get(ref)).toEqual(trialOf(1));
        expect(await store.get(trialOf(2))).toEqual(final);
      });

      it('are listed by number, those of one search only', async () => {
        const store = await open();
        expect(await store.list('s')).toEqual([]);
        const numbers = [100_000, 3, 11, 1, 99_999, 2];
        await store.propose([]);
        await store.propose(numbers.map((number) => trialOf(number)));
        await store.propose([trialOf(1, { searchId: 's2' }), trialOf(1, { searchId: 'S' })]);
        expect((await store.list('s')).map(({ number }) => number)).toEqual([1, 2, 3, 11, 99_999, 100_000]);
        expect(await store.list('s2')).toEqual([trialOf(1, { searchId: 's2' })]);
      });

      it('are listed all, and in order, when there are 5,000', async () => {
        const store = await open();
        const trials = Array.from({ length: 5000 }, (_, i) => trialOf(i + 1));
        for (let i = 4900; i >= 0; i -= 100) await store.propose(trials.slice(i, i + 100));
        expect(await store.list('s')).toEqual(trials);
      });

      it('stay untouched when their number is proposed again', async () => {
        const store = await open();
        await inState(store, 'running');
        const before = await store.get(ref);
        await store.propose([trialOf(1, { seed: 8, key: 'other' }), trialOf(2)]);
        expect(await store.list('s')).toEqual([before, trialOf(2)]);
      });

      it.each(calls.map(([call, make]) => ({ call, make })))('are needed to $call', async ({ make }) => {
        const store = await open();
        await store.propose([trialOf(2)]);
        await expect(make(store)).rejects.toMatchObject({
          name: 'NotFoundError',
          message: 'trial 1 of search s: not in the store',
        });
        expect(await store.list('s')).toEqual([trialOf(2)]);
      });
    });

    describe('numbers', () => {
      it('come back exactly', async () => {
        const store = await open();
        await inState(store, 'proposed');
        const metrics = { sum: 0.1 + 0.2, tiny: Number.MIN_VALUE, huge: Number.MAX_VALUE, big: 2 ** 60, less: -1e-200 };
        await store.predict(ref, metrics, true);
        await store.lease(ref, 'a');
        await store.complete(ref, 'a', { ...resultOf(0.9), metrics });
        expect(await store.get(ref)).toMatchObject({ predicted: metrics, result: { metrics } });
      });

      it('that JSON does not know are refused and change nothing', async () => {
        const store = await open();
        await inState(store, 'running');
        const before = await store.get(ref);
        await expect(store.complete(ref, 'a', { ...resultOf(0.9), metrics: { loss: Number.NaN } })).rejects.toThrow(
          'loss: got NaN; allowed: a finite number',
        );
        expect(await store.get(ref)).toEqual(before);
      });
    });

    describe('predict', () => {
      it.each([
        { feasible: true, state: 'predicted' },
        { feasible: false, state: 'infeasible' },
      ])('feasible $feasible: proposed -> $state', async ({ feasible, state }) => {
        const store = await open();
        await inState(store, 'proposed');
        await store.predict(ref, { latencyMs: 1.5, macs: 7 }, feasible);
        expect(await store.get(ref)).toEqual({ ...trialOf(1), state, predicted: { latencyMs: 1.5, macs: 7 } });
      });

      it.each(['predicted', 'infeasible', 'running', 'complete', 'failed'] as const)(
        'leaves a %s trial',
        async (state) => {
          const store = await open();
          await inState(store, state);
          const before = await store.get(ref);
          await store.predict(ref, { latencyMs: 99 }, false);
          expect(await store.get(ref)).toEqual(before);
        },
      );
    });

    describe('lease', () => {
      it('is given once latency is predicted, and to the attempt that began last', async () => {
        const store = await open();
        await inState(store, 'predicted');
        const running = { ...trialOf(1), state: 'running', predicted: { latencyMs: 1.5 } };
        for (const attempt of ['a', 'a', 'b']) {
          expect(await store.lease(ref, attempt)).toEqual({ ...running, attempt });
          expect(await store.get(ref)).toEqual({ ...running, attempt });
        }
      });

      it('is refused to an attempt that began before the one that holds it', async () => {
        const store = await open();
        await inState(store, 'predicted');
        const [earlier, later] = [attemptName(9, 'job#9'), attemptName(10, 'job#10')];
        await store.lease(ref, earlier);
        await store.lease(ref, later);
        await expect(store.lease(ref, earlier)).rejects.toMatchObject({
          name: 'LeaseLostError',
          message: `trial 1 of search s: got a lease from attempt ${earlier}; allowed: attempt ${later}, the latest`,
        });
        expect(await store.get(ref)).toMatchObject({ state: 'running', attempt: later });
      });

      it.each([
        { state: 'complete', name: 'TrialFinishedError' },
        { state: 'failed', name: 'TrialFinishedError' },
        { state: 'infeasible', name: 'TrialFinishedError' },
        { state: 'proposed', name: 'TrialNotPredictedError' },
      ] as const)('of a $state trial is refused with $name', async ({ state, name }) => {
        const store = await open();
        await inState(store, state);
        const before = await store.get(ref);
        const message = `trial 1 of search s: got a lease in state ${state}; allowed: predicted, running`;
        await expect(store.lease(ref, 'b')).rejects.toMatchObject({ name, message });
        expect(await store.get(ref)).toEqual(before);
      });
    });

    describe.each([
      {
        call: 'complete',
        publish: (store: TrialStore, attempt: string) => store.complete(ref, attempt, resultOf(0.9)),
        again: (store: TrialStore) => store.complete(ref, 'a', resultOf(0.1)),
        outcome: { state: 'complete', result: resultOf(0.9) },
      },
      {
        call: 'fail',
        publish: (store: TrialStore, attempt: string) => store.fail(ref, attempt, 'it diverged'),
        again: (store: TrialStore) => store.fail(ref, 'a', 'another reason'),
        outcome: { state: 'failed', failure: 'it diverged' },
      },
    ] as const)('$call', ({ call, publish, again, outcome }) => {
      it('ends a trial that its attempt holds', async () => {
        const store = await open();
        await inState(store, 'running');
        await publish(store, 'a');
        const ended = { ...trialOf(1), predicted: { latencyMs: 1.5 }, attempt: 'a', ...outcome };
        expect(await store.get(ref)).toEqual(ended);
      });

      it('counts once when its attempt sends it twice', async () => {
        const store = await open();
        await inState(store, 'running');
        await publish(store, 'a');
        await again(store);
        expect(await store.get(ref)).toMatchObject(outcome);
      });

      it('is refused to an attempt whose lease was taken over', async () => {
        const store = await open();
        await inState(store, 'running');
        await store.lease(ref, 'b');
        await expect(publish(store, 'a')).rejects.toMatchObject({
          name: 'LeaseLostError',
          message: 'trial 1 of search s: got an outcome from attempt a; allowed: attempt b, the latest',
        });
        expect(await store.get(ref)).toMatchObject({ state: 'running', attempt: 'b' });
        await publish(store, 'b');
        expect(await store.get(ref)).toMatchObject(outcome);
      });

      it.each(['proposed', 'predicted', 'infeasible', 'complete', 'failed'] as const)(
        'is refused when the trial is %s',
        async (state) => {
          const store = await open();
          await inState(store, state);
          const before = await store.get(ref);
          const message = `trial 1 of search s: got an outcome from attempt b; allowed: none, it is ${state}`;
          await expect(publish(store, 'b')).rejects.toMatchObject({ name: 'LeaseLostError', message });
          expect(await store.get(ref)).toEqual(before);
        },
      );

      it('is refused after the pipeline gave the trial up', async () => {
        const store = await open();
        await inState(store, 'running');
        await store.abandon(ref, 'its container died');
        await expect(publish(store, 'a')).rejects.toMatchObject({ name: 'LeaseLostError' });
        expect(await store.get(ref)).toMatchObject({ state: 'failed', failure: 'its container died' });
      });

      it(`${call === 'complete' ? 'keeps' : 'is no reason for'} a result under the key`, async () => {
        const store = await open();
        await inState(store, 'running');
        expect(await store.findResult('key-1')).toBeUndefined();
        await publish(store, 'a');
        expect(await store.findResult('key-1')).toEqual(call === 'complete' ? resultOf(0.9) : undefined);
      });
    });

    describe('abandon', () => {
      it.each(['predicted', 'running'] as const)('%s -> failed', async (state) => {
        const store = await open();
        await inState(store, state);
        await store.abandon(ref, 'its container died');
        const failed = { ...trialOf(1), state: 'failed', predicted: { latencyMs: 1.5 }, failure: 'its container died' };
        expect(await store.get(ref)).toEqual(failed);
      });

      it.each(['proposed', 'infeasible', 'complete', 'failed'] as const)('leaves a %s trial', async (state) => {
        const store = await open();
        await inState(store, state);
        const before = await store.get(ref);
        await store.abandon(ref, 'its container died');
        expect(await store.get(ref)).toEqual(before);
      });
    });

    describe('findResult', () => {
      it('finds the result of any trial, in any search, that completed the key', async () => {
        const store = await open();
        const trials = ['s', 's2'].map((searchId) => trialOf(1, { searchId, key: 'shared' }));
        await store.propose([...trials, trialOf(2)]);
        for (const trial of trials) {
          await store.predict(trial, {}, true);
          await store.lease(trial, 'a');
          await store.complete(trial, 'a', resultOf(0.9));
          expect(await store.findResult('shared')).toEqual(resultOf(0.9));
        }
        expect(await store.findResult('key-2')).toBeUndefined();
        expect(await store.findResult('unknown')).toBeUndefined();
      });
    });

    it('leads every trial through the life that the port describes', async () => expectSameLife(await open()));
  });
}
