import { expect, it } from 'vitest';
import type { Stores } from '../../lib/store/ports.ts';
import { chargeOf, resultOf, trialOf } from '../suites/store/samples.ts';
import { describeWired } from './wired.ts';

const trial = trialOf(1);

/** A call of which an answer is lost. */
interface Lost {
  readonly name: string;
  /** The operations of DynamoDB that the call writes with. */
  readonly operations: readonly string[];
  readonly call: (stores: Stores) => Promise<unknown>;
  /** What it then found, or left behind. */
  readonly look: (stores: Stores) => Promise<unknown>;
  readonly found: unknown;
}

const search = { id: 's', spec: { seed: 1 }, status: 'running' };
const running = { ...trial, state: 'running', predicted: { latencyMs: 1 }, attempt: 'a' };
const look = ({ trials }: Stores) => trials.get(trial);
const books = async ({ ledger }: Stores) => [await ledger.spent('s'), await ledger.charges('s')];

/** In the order of a trial's life, up to where it runs. */
const lives: readonly Lost[] = [
  {
    name: 'createSearch',
    operations: ['UpdateItem', 'PutItem'],
    call: ({ trials }) => trials.createSearch('s', { seed: 1 }),
    look: ({ trials }) => trials.listSearches(),
    found: [search],
  },
  {
    name: 'setSearchStatus',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.setSearchStatus('s', 'failed', 'why'),
    look: ({ trials }) => trials.getSearch('s'),
    found: { ...search, status: 'failed', cause: 'why' },
  },
  {
    name: 'holdSearch',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.holdSearch('s', { execution: 'e', usd: 2 }),
    look: ({ trials }) => trials.getSearch('s'),
    found: { ...search, execution: 'e', usd: 2 },
  },
  {
    name: 'propose',
    operations: ['PutItem'],
    call: ({ trials }) => trials.propose([trial]),
    look: ({ trials }) => trials.list('s'),
    found: [trial],
  },
  {
    name: 'predict',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.predict(trial, { latencyMs: 1 }, true),
    look,
    found: { ...trial, state: 'predicted', predicted: { latencyMs: 1 } },
  },
  {
    name: 'lease',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.lease(trial, 'a'),
    look,
    found: running,
  },
];

/** Each in a search whose trial runs. */
const ends: readonly Lost[] = [
  {
    name: 'complete',
    operations: ['TransactWriteItems'],
    call: ({ trials }) => trials.complete(trial, 'a', resultOf(0.9)),
    look: async (stores) => [await look(stores), await stores.trials.findResult(trial.key)],
    found: [{ ...running, state: 'complete', result: resultOf(0.9) }, resultOf(0.9)],
  },
  {
    name: 'fail',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.fail(trial, 'a', 'why'),
    look,
    found: { ...running, state: 'failed', failure: 'why' },
  },
  {
    name: 'abandon',
    operations: ['UpdateItem'],
    call: ({ trials }) => trials.abandon(trial, 'why'),
    look,
    found: { ...trial, state: 'failed', predicted: { latencyMs: 1 }, failure: 'why' },
  },
  {
    name: 'pay, all that the cap allows',
    operations: ['TransactWriteItems'],
    call: ({ ledger }) => ledger.pay('s', chargeOf('a', 1), 1),
    look: books,
    found: [1, [chargeOf('a', 1)]],
  },
];

/** Each when attempts a and b have paid 0.5 USD. */
const payments: readonly Lost[] = [
  {
    name: 'pay more',
    operations: ['TransactWriteItems'],
    call: ({ ledger }) => ledger.pay('s', chargeOf('a', 1), 1.5),
    look: books,
    found: [1.5, [chargeOf('a', 1), chargeOf('b', 0.5)]],
  },
  {
    name: 'pay less',
    operations: ['TransactWriteItems'],
    call: ({ ledger }) => ledger.pay('s', chargeOf('a', 0.125), 1),
    look: books,
    found: [0.625, [chargeOf('a', 0.125), chargeOf('b', 0.5)]],
  },
  {
    name: 'pay as much',
    operations: ['UpdateItem'],
    call: ({ ledger }) => ledger.pay('s', chargeOf('a', 0.5, { state: 'refused' }), 0.5),
    look: books,
    found: [1, [chargeOf('a', 0.5, { state: 'refused' }), chargeOf('b', 0.5)]],
  },
];

describeWired('AWS, when an answer is lost and the SDK sends its request again', ({ open, breakWith, left }) => {
  /** Makes the call as often as it has operations, each time losing the answer of another one. */
  async function expectOnce({ operations, call, look, found }: Lost, prepare: (stores: Stores) => Promise<void>) {
    for (const operation of operations) {
      const stores = await open();
      await prepare(stores);
      breakWith({ request: `DynamoDB_20120810.${operation}`, during: 'answer', after: 0 });
      await call(stores);
      expect(left()).toBe(0);
      expect(await look(stores)).toEqual(found);
    }
  }

  it.each(lives)('$name counts once', async (lost) => {
    await expectOnce(lost, async (stores) => {
      for (const { call } of lives.slice(0, lives.indexOf(lost))) await call(stores);
    });
  });

  it.each(ends)('$name counts once', async (lost) => {
    await expectOnce(lost, async (stores) => {
      for (const { call } of lives) await call(stores);
    });
  });

  it.each(payments)('$name counts once', async (lost) => {
    await expectOnce(lost, async ({ ledger }) => {
      for (const attempt of ['a', 'b']) await ledger.pay('s', chargeOf(attempt, 0.5), 1);
    });
  });
});
