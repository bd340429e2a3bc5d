import { describe, expect, it, vi } from 'vitest';
import { attemptName } from '../../lib/trial/attempt.ts';
import { BUDGET_REACHED, INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { checkpointKey } from '../../lib/trial/keys.ts';
import { type FakeMetadata, fakeMetadata, NOTICE } from '../machine/fake-metadata.ts';
import {
  chargeOf,
  childrenOf,
  onBatch,
  paidUpToNow,
  results,
  SEARCH,
  scene,
  start,
  type Trainer,
} from './container.ts';

/** Long enough to be met while it trains: seconds. */
const long = { recipe: { epochs: 30, trainExamples: 1024 }, finalists: { count: 1, seeds: 1, epochs: 1 } };
const packed = { ...long, compute: { packing: 2 } };
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 90_000, interval: 20 });
const trains = (trainer: Trainer, ...numbers: number[]) =>
  until(() => numbers.every((number) => trainer.told().includes(`"type":"progress","number":${number},`)));

/** What a search ends with when nothing happens to it, trained by one process on a computer of one's own. */
async function calm(work: string, overrides: object) {
  const { variables, trials } = await scene(work.split(',').length, overrides);
  const { code, stderr } = await start(variables(work)).done;
  expect(code, stderr).toBe(0);
  return results(await trials());
}

let uninterrupted: ReturnType<typeof calm> | undefined;
/** The same for two long trials, trained once for all tests. */
function calmly(): ReturnType<typeof calm> {
  uninterrupted ??= calm('1,2', long);
  return uninterrupted;
}

async function paidScene(count: number, overrides: object) {
  const [fake, found] = [await fakeMetadata(), await scene(count, overrides)];
  await paidUpToNow(found.ports);
  return { ...found, fake };
}

describe('a trainer on Batch', { timeout: 240_000 }, () => {
  it('pays for its machine in advance, and gets back what it did not use', async () => {
    const { fake, variables, ports, trials } = await paidScene(1, {});
    const begun = Date.now();
    const { code, stderr } = await start(variables('1', onBatch(fake.endpoint))).done;
    expect(code, stderr).toBe(0);
    expect((await trials())[0]!.state).toBe('complete');
    expect(stderr).toMatch(
      /^machine: g4dn\.xlarge i-0123456789abcdef0 in us-east-1b, spot, 0\.526 USD an hour \(on-demand-table\); no spot price/m,
    );
    const charge = (await chargeOf(ports, 'job#1'))!;
    expect(charge).toMatchObject({ work: '1', state: 'ended', machine: { type: 'g4dn.xlarge', purchase: 'spot' } });
    expect(charge.seconds).toBeLessThanOrEqual((Date.now() - begun) / 1000 + 1);
    expect(charge.usd).toBeCloseTo((charge.seconds * 0.526) / 3600, 9);
  });

  it.each<[string, (trainer: Trainer, fake: FakeMetadata) => void]>([
    ['AWS takes the instance back', (_trainer, fake) => fake.values.set('spot/instance-action', NOTICE)],
    ['SIGTERM', ({ child }) => child.kill('SIGTERM')],
  ])('has all parts write a checkpoint on %s, and goes on to the same weights', async (cause, interrupt) => {
    const { fake, variables, ports, trials } = await paidScene(2, packed);
    const first = start(variables('1,2', onBatch(fake.endpoint)));
    await trains(first, 1, 2);
    interrupt(first, fake);
    const { code, stderr } = await first.done;
    expect(code, stderr).toBe(INTERRUPTED);
    expect(stderr).toContain(`\nstopping: ${cause}\n`);
    expect(stderr.match(/^stopped after step \d+ of \d+$/gm)).toHaveLength(2);
    for (const trial of await trials()) {
      expect(trial).toMatchObject({ state: 'running', attempt: attemptName(1, 'job#1') });
      expect(await ports.artefacts.get(checkpointKey(trial))).toBeDefined();
    }
    const before = (await chargeOf(ports, 'job#1'))!;
    expect(before.state).toBe('ended');

    fake.values.delete('spot/instance-action');
    const second = await start(variables('1,2', onBatch(fake.endpoint, 2))).done;
    expect(second.code, second.stderr).toBe(0);
    expect(results(await trials())).toEqual(await calmly());
    const after = (await chargeOf(ports, 'job#2'))!;
    expect(Date.parse(after.since)).toBe(Date.parse(before.since) + before.seconds * 1000);
  });

  it('stops with a checkpoint when the budget is used up, and goes on to the same weights once it is raised', async () => {
    // Enough for the first 30 seconds of a g4dn.xlarge, not for the next.
    const usd = 0.0065;
    const spec = { ...long, budget: { trials: 8, usd } };
    const { fake, variables, ports, trials } = await paidScene(1, spec);
    const first = start(variables('1', onBatch(fake.endpoint)), 'fake');
    await trains(first, 1);
    // Beyond the moment at which the next payment is due.
    first.child.send(17_000);
    const { code, stderr } = await first.done;
    expect(code, stderr).toBe(BUDGET_REACHED);
    expect(stderr).toMatch(/^stopping: the search's budget is used up\nstopped after step \d+ of \d+$/m);
    const refused = (await chargeOf(ports, 'job#1'))!;
    expect(refused.state).toBe('refused');
    expect(refused.seconds).toBeLessThan(30);
    expect(refused.cap).toBeLessThan(usd);
    expect(await ports.ledger.spent(SEARCH)).toBeLessThanOrEqual(refused.cap!);
    expect((await trials())[0]!.state).toBe('running');

    // Nothing is done, and nothing paid, as long as the budget is what it is.
    const again = await start(variables('1', onBatch(fake.endpoint, 2)), 'fake').done;
    expect(again.code, again.stderr).toBe(BUDGET_REACHED);
    expect(again.stderr).not.toContain('trial 1: begins');
    expect(await ports.ledger.spent(SEARCH)).toBeLessThanOrEqual(refused.cap!);

    await ports.trials.holdSearch(SEARCH, { execution: 'again', usd: 1 });
    const last = await start(variables('1', onBatch(fake.endpoint, 3))).done;
    expect(last.code, last.stderr).toBe(0);
    expect(results(await trials())).toEqual((await calmly()).slice(0, 1));
  });

  it('trains side by side what one process trains one after the other', async () => {
    const alone = await calm('1,2,3,4', {});
    const { fake, variables, ports, trials } = await paidScene(4, { compute: { packing: 3 } });
    const { code, stderr, stdout } = await start(variables('1,2,3,4', onBatch(fake.endpoint))).done;
    expect(code, stderr).toBe(0);
    expect(results(await trials())).toEqual(alone);
    expect((await trials()).map(({ attempt }) => attempt)).toEqual(Array(4).fill(attemptName(1, 'job#1')));
    expect((await ports.ledger.charges(SEARCH)).map(({ attempt }) => attempt)).toEqual(['earlier#1', 'job#1']);
    const told = stdout.split('\n').flatMap((line) => line.match(/^\{"type":"ended","number":(\d)\}$/)?.[1] ?? []);
    expect(told.toSorted()).toEqual(['1', '2', '3', '4']);
  });

  it('finishes what it can when a part is killed', async () => {
    const { fake, variables, ports, trials } = await paidScene(4, packed);
    const trainer = start(variables('1,2,3,4', onBatch(fake.endpoint)));
    await trains(trainer, 1, 2);
    process.kill(childrenOf(trainer.child.pid!)[1]!, 'SIGKILL');
    const { code, stderr } = await trainer.done;
    expect(code, stderr).toBe(1);
    expect(stderr).toContain('part 2 of 2 (work 2,4) ended with SIGKILL');
    const states = (await trials()).map(({ state }) => state);
    expect(states).toEqual(['complete', 'running', 'complete', 'predicted']);
    expect((await chargeOf(ports, 'job#1'))!.state).toBe('ended');
  });

  it('leaves no part alone: without the process that pays, all stop with a checkpoint', async () => {
    const { fake, variables, ports } = await paidScene(2, packed);
    const trainer = start(variables('1,2', onBatch(fake.endpoint)));
    await trains(trainer, 1, 2);
    trainer.child.kill('SIGKILL');
    // Its pipes close with its last part.
    const { stderr } = await trainer.done;
    expect(stderr.match(/^stopped after step \d+ of \d+$/gm)).toHaveLength(2);
    // The machine is paid for until after its end.
    expect(await chargeOf(ports, 'job#1')).toMatchObject({ state: 'running' });
  });
});
