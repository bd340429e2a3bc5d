import { expect, it } from 'vitest';
import { trialOf } from '../suites/store/samples.ts';
import type { Fault } from './wire.ts';
import { describeWired } from './wired.ts';

/** Both larger than what one packet or one buffer holds, and told apart by any of their bytes. */
const [before, now] = [new Uint8Array(3_000_000).fill(1), new Uint8Array(3_000_001).fill(2)];

/** As often as the SDK sends a request. */
const ALWAYS = 8;

const during = (what: Fault['during'], request: string, times: number, after = 1_000_000): Fault[] =>
  Array.from({ length: times }, () => ({ request, during: what, after }));

describeWired('AWS, when connections die in the middle of', ({ open, breakWith, left }) => {
  it('an upload: it is sent again', async () => {
    const { artefacts } = await open();
    await artefacts.put('a', before);
    breakWith(...during('request', 'PUT /', 3));
    await artefacts.put('a', now);
    expect(left()).toBe(0);
    expect(Buffer.compare((await artefacts.get('a'))!, now)).toBe(0);
  });

  it('every upload: what was there stays, and so does nothing where nothing was', async () => {
    const { artefacts } = await open();
    await artefacts.put('a', before);
    breakWith(...during('request', 'PUT /', 2 * ALWAYS));
    const died = { code: expect.stringMatching(/ECONNRESET|EPIPE/) };
    await Promise.all(['a', 'b'].map((key) => expect(artefacts.put(key, now)).rejects.toMatchObject(died)));
    expect(left()).toBe(0);
    expect(Buffer.compare((await artefacts.get('a'))!, before)).toBe(0);
    expect(await artefacts.get('b')).toBeUndefined();
    expect(await artefacts.list('')).toEqual(['a']);
    await artefacts.put('a', now);
    expect(Buffer.compare((await artefacts.get('a'))!, now)).toBe(0);
  });

  it('the answer to an upload or a removal: it is done once', async () => {
    const { artefacts } = await open();
    breakWith(...during('answer', 'PUT /', 1, 0), ...during('answer', 'DELETE /', 1, 0));
    for (const key of ['a', 'b']) await artefacts.put(key, now);
    await artefacts.delete('b');
    expect(left()).toBe(0);
    expect(await artefacts.list('')).toEqual(['a']);
    expect(Buffer.compare((await artefacts.get('a'))!, now)).toBe(0);
  });

  it('a download: it is begun again', async () => {
    const { artefacts } = await open();
    await artefacts.put('a', now);
    breakWith(...during('answer', 'GET /', 2));
    expect(Buffer.compare((await artefacts.get('a'))!, now)).toBe(0);
    expect(left()).toBe(0);
  });

  it('every download: it fails, and gives no part of the bytes', async () => {
    const { artefacts } = await open();
    await artefacts.put('a', now);
    breakWith(...during('answer', 'GET /', ALWAYS));
    await expect(artefacts.get('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('a page of a list', async () => {
    const { artefacts, trials } = await open();
    const keys = Array.from({ length: 100 }, (_, i) => `a/${i}`).sort();
    await Promise.all(keys.map((key) => artefacts.put(key, Uint8Array.of(1))));
    const proposed = Array.from({ length: 100 }, (_, i) => trialOf(i + 1));
    await trials.propose(proposed);
    breakWith(...during('answer', 'list-type=2', 1, 10_000), ...during('answer', 'DynamoDB_20120810.Query', 1, 10_000));
    expect(await artefacts.list('')).toEqual(keys);
    expect(await trials.list('s')).toEqual(proposed);
    expect(left()).toBe(0);
  });
});
