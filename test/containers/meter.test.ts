import { describe, expect, it } from 'vitest';
import type { Bill } from '../../containers/trainer/account.ts';
import { EARLY, INTERVAL, Meter, PATIENCE } from '../../containers/trainer/meter.ts';
import type { Machine } from '../../lib/trial/charge.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type FakeLedger, fakeLedger } from './fake-ledger.ts';

/** A cent a second, so that dollars are hundreds of seconds. */
const machine: Machine = {
  instance: 'i-1',
  type: 'g4dn.xlarge',
  zone: 'us-east-1b',
  purchase: 'spot',
  usdPerHour: 36,
  priceSource: 'spot-price-history',
};
const BOOT_SECONDS = 100;
const second = 1000;

function setUp() {
  const ledger = fakeLedger();
  const clock = fakeClock();
  const said: string[] = [];
  const boot = clock.now() - BOOT_SECONDS * second;
  return {
    ledger,
    clock,
    said,
    start: (bill: Partial<Bill> = {}) =>
      Meter.start(
        { ledger, searchId: 's-1', attempt: 'job#1', work: '1,2', machine, boot, ...bill },
        { clock, say: (line) => void said.push(line) },
      ),
  };
}

const last = ({ payments }: FakeLedger) => payments.at(-1)!;
const paidUntil = ({ payments }: FakeLedger) => Date.parse(payments.at(-1)!.since) + payments.at(-1)!.seconds * second;
/** Lets time pass second by second: at no moment is less paid than was used. */
async function use(seconds: number, { clock, ledger }: { clock: FakeClock; ledger: FakeLedger }) {
  for (let i = 0; i < seconds; i++) {
    await clock.advance(second);
    expect(paidUntil(ledger)).toBeGreaterThanOrEqual(clock.now());
  }
}

describe('a meter', () => {
  it('pays for the time since boot first, then in advance, and gives back what was not used', async () => {
    const { start, ...at } = setUp();
    const meter = await start();
    expect(last(at.ledger)).toMatchObject({
      since: '2026-11-24T07:58:20.000Z',
      seconds: 130,
      usd: 1.3,
      state: 'running',
    });
    await use(70, at);
    expect(at.ledger.payments.map(({ seconds }) => seconds)).toEqual([130, 160, 190]);
    await at.clock.advance(0.4 * second);
    await meter.close();
    expect(last(at.ledger)).toMatchObject({ attempt: 'job#1', work: '1,2', machine, seconds: 171, state: 'ended' });
    expect(await at.ledger.spent('s-1')).toBeCloseTo(1.71, 9);
    await at.clock.advance(10 * INTERVAL);
    expect(last(at.ledger).state).toBe('ended');
    expect(meter.signal.aborted).toBe(false);
  });

  it('pays from where the last attempt on the same machine stopped, also one that died', async () => {
    const { start, ...at } = setUp();
    await start({ attempt: 'job#1' });
    await at.clock.advance(20 * second);
    // Dead from here on: paid until 10 seconds from now. The other machine is another machine.
    const first = last(at.ledger);
    await at.ledger.pay('s-1', {
      ...first,
      attempt: 'other#1',
      machine: { ...machine, instance: 'i-2' },
      seconds: 999,
    });
    const clock = fakeClock(at.clock.now() + 300 * second);
    const meter = await Meter.start(
      { ledger: at.ledger, searchId: 's-1', attempt: 'job#2', work: '1,2', machine, boot: 0 },
      { clock },
    );
    expect(Date.parse(last(at.ledger).since)).toBe(Date.parse(first.since) + first.seconds * second);
    expect(paidUntil(at.ledger)).toBe(clock.now() + INTERVAL);
    await meter.close();
  });

  it('does not pay for what a machine did for others before', async () => {
    const { start, ...at } = setUp();
    await start({ boot: at.clock.now() - 7200 * second });
    expect(last(at.ledger).seconds).toBe(15 * 60 + INTERVAL / second);
  });

  it('takes over what a dead attempt had paid ahead', async () => {
    const { start, ...at } = setUp();
    await start({ attempt: 'job#1' });
    const { since, seconds } = last(at.ledger);
    const again = await Meter.start(
      { ledger: at.ledger, searchId: 's-1', attempt: 'job#2', work: '1,2', machine, boot: 0 },
      { clock: at.clock },
    );
    expect(Date.parse(last(at.ledger).since)).toBe(Date.parse(since) + seconds * second);
    await at.clock.advance(10 * second);
    await again.close();
    expect(last(at.ledger)).toMatchObject({ attempt: 'job#2', seconds: 0, usd: 0, state: 'ended' });
  });

  it('stops the work when the budget is used up, in time that is paid for, and never passes the cap', async () => {
    const { start, ...at } = setUp();
    const cap = 1.8;
    const meter = await start({ cap });
    await use(44, at);
    expect(meter.signal.aborted).toBe(false);
    // 100 seconds before, 60 paid ahead: the next 30 would pass the cap.
    await use(1, at);
    expect(meter.signal).toMatchObject({ aborted: true, reason: 'budget' });
    expect(last(at.ledger)).toMatchObject({ state: 'refused', cap, seconds: 160 });
    expect(meter.expired.aborted).toBe(false);
    await use(EARLY / second - 1, at);
    expect(meter.expired.aborted).toBe(false);
    await at.clock.advance(second);
    expect(meter.expired.aborted).toBe(true);
    await meter.close();
    expect(last(at.ledger)).toMatchObject({ state: 'refused', cap, seconds: 160 });
    for (const { usd } of at.ledger.payments) expect(usd).toBeLessThanOrEqual(cap);
    expect(at.said).toEqual([expect.stringMatching(/would pass its limit of 1\.8 USD/)]);
  });

  it('gives back what a refused attempt did not use', async () => {
    const { start, ...at } = setUp();
    const meter = await start({ cap: 1.8 });
    await at.clock.advance(50 * second);
    await meter.close();
    expect(last(at.ledger)).toMatchObject({ state: 'refused', cap: 1.8, seconds: 150 });
    expect(meter.expired.aborted).toBe(false);
  });

  it('begins no work that it cannot pay for', async () => {
    const { start, ...at } = setUp();
    const meter = await start({ cap: 0.5 });
    expect(meter.signal.reason).toBe('budget');
    await meter.close();
    expect(last(at.ledger)).toMatchObject({ state: 'refused', cap: 0.5, seconds: 0, usd: 0 });
  });

  it('bears a ledger that does not answer for a while', async () => {
    const { start, ...at } = setUp();
    const meter = await start();
    at.ledger.fault = new Error('the network is down');
    await at.clock.advance(INTERVAL + PATIENCE - 5 * second);
    expect(meter.signal.aborted).toBe(false);
    at.ledger.fault = undefined;
    await at.clock.advance(4 * second);
    expect(paidUntil(at.ledger)).toBeGreaterThan(at.clock.now());
    await meter.close();
    expect(at.said[0]).toBe('money: the network is down');
  });

  it.each([
    ['fails', new Error('the network is down')],
    ['hangs', 'hangs'],
  ] as const)('stops the work when the ledger %s for too long', async (_case, fault) => {
    const { start, ...at } = setUp();
    const meter = await start();
    at.ledger.fault = fault;
    await at.clock.advance(INTERVAL + PATIENCE - second);
    expect(meter.signal.aborted).toBe(false);
    await at.clock.advance(5 * second);
    expect(meter.signal.reason).toBe('unpaid');
    expect(meter.expired.aborted).toBe(false);
    await at.clock.advance(EARLY);
    expect(meter.expired.aborted).toBe(true);
    at.ledger.fault = undefined;
    const closing = meter.close();
    await at.clock.advance(EARLY);
    await closing;
    // It pays for all that was used after all.
    expect(last(at.ledger).state).toBe('ended');
    expect(paidUntil(at.ledger)).toBeGreaterThanOrEqual(at.clock.now() - EARLY);
  });

  it('begins no work while the first payment is not made', async () => {
    const { start, ...at } = setUp();
    at.ledger.fault = new Error('the network is down');
    const starting = start();
    await at.clock.advance(PATIENCE + 5 * second);
    const meter = await starting;
    expect(meter.signal.reason).toBe('unpaid');
    await meter.close();
    expect(at.ledger.payments).toEqual([]);
  });

  it('leaves what it paid in the ledger when it cannot get it back', async () => {
    const { start, ...at } = setUp();
    const meter = await start();
    at.ledger.fault = new Error('the network is down');
    const closing = meter.close();
    await at.clock.advance(INTERVAL);
    await closing;
    expect(last(at.ledger)).toMatchObject({ seconds: 130, state: 'running' });
  });
});
