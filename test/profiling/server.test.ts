import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turnsOf } from '../../lib/engine/timing.ts';
import { type MeasuringServer, serveMeasuring } from '../../lib/profiling/server.ts';
import { NETWORKS } from './networks.ts';

const BEGIN = { agent: 'phone', backend: 'wasm', runtime: 'tfjs' };
const ROUNDS = 2;

let server: MeasuringServer;
beforeEach(async () => {
  server = await serveMeasuring({ networks: NETWORKS, rounds: ROUNDS, backend: 'wasm', host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

/** What the server answers to a post. */
async function post(name: string, body: unknown, { type = 'application/json', url = server.url } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${name}`, { method: 'POST', headers: { 'content-type': type }, body: text });
  return { status: response.status, ...((await response.json()) as { session?: string; error?: string }) };
}
const begun = async () => (await post('begin', BEGIN)).session!;
const turns = (round: number, ms = 1) => turnsOf(NETWORKS.length, round).map((run) => ({ run, ms: ms + run }));

describe('the server that measures a device', () => {
  it('takes all rounds from the device that began', async () => {
    const session = await begun();
    for (let round = 0; round < ROUNDS; round++) {
      expect(await post('turns', { session, round, turns: turns(round) })).toEqual({ status: 200, round: round + 1 });
    }
    const done = await server.done;
    expect(done.turns).toEqual([...turns(0), ...turns(1)]);
    expect(done.runtime).toEqual({ agent: 'phone', backend: 'wasm', runtime: 'tfjs' });
  });

  it('lets a page that was loaded again go on, and a round come twice', async () => {
    const session = await begun();
    const first = { session, round: 0, turns: turns(0) };
    await post('turns', first);
    expect(await post('begin', { ...BEGIN, session })).toMatchObject({ status: 200, session, round: 1 });
    expect(await post('turns', first)).toEqual({ status: 200, round: 1 });
  });

  it('tells whoever waits why a device cannot measure', async () => {
    await post('failed', { reason: 'this browser has no wasm' });
    await expect(server.done).rejects.toThrow('the device cannot measure: this browser has no wasm');
  });

  it('says nothing without the token', async () => {
    const { origin } = new URL(server.url);
    for (const path of ['/', '/page.js', '/plan.json', '/x/', `${new URL(server.url).pathname}x/plan.json`]) {
      const response = await fetch(`${origin}${path}`);
      expect([response.status, await response.json()]).toEqual([404, { error: 'there is nothing here' }]);
    }
    expect(await post('begin', BEGIN, { url: `${origin}/${'x'.repeat(22)}/` })).toMatchObject({ status: 404 });
  });

  it('lets the page run its own script and ask nobody else', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('a forged or malformed post', () => {
  const refused: readonly [string, (session: string) => ReturnType<typeof post>, number, string][] = [
    [
      'a second device',
      () => post('begin', { ...BEGIN, agent: 'other' }),
      409,
      'another device measures already: phone',
    ],
    ['another backend', (session) => post('begin', { ...BEGIN, session, backend: 'webgl' }), 422, 'allowed: wasm'],
    ['no session', () => post('turns', { round: 0, turns: turns(0) }), 403, 'session: not that of the device'],
    ['a guessed session', () => post('turns', { session: 'x', round: 0, turns: turns(0) }), 403, 'session: not that'],
    ['a failure of another', () => post('failed', { session: 'x', reason: 'no' }), 403, 'session: not that'],
    [
      'a round too early',
      (session) => post('turns', { session, round: 1, turns: turns(1) }),
      409,
      'round: got 1; allowed: 0',
    ],
    [
      'missing networks',
      (session) => post('turns', { session, round: 0, turns: turns(0).slice(1) }),
      422,
      'turns: got 1 in another order',
    ],
    [
      'networks in another order',
      (session) => post('turns', { session, round: 0, turns: turns(0).reverse() }),
      422,
      'in another order; allowed: the 2 of round 0',
    ],
    ['no time', (session) => post('turns', { session, round: 0, turns: turns(0, 0) }), 422, 'ms: Too small'],
    [
      'a time that is none',
      (session) => post('turns', { session, round: 0, turns: [{ run: 0, ms: 'fast' }] }),
      422,
      'turns.0.ms: Invalid input',
    ],
    [
      'a field more',
      (session) => post('turns', { session, round: 0, turns: turns(0), more: 1 }),
      422,
      'Unrecognized key: "more"',
    ],
    ['no JSON', () => post('begin', '{'), 400, 'the post is no JSON'],
    [
      'a form',
      () => post('begin', 'agent=phone', { type: 'application/x-www-form-urlencoded' }),
      415,
      'allowed: application/json',
    ],
    ['too much', () => post('begin', ' '.repeat(8_000_001)), 413, 'allowed: up to 8000000'],
    ['an unknown kind', () => post('end', {}), 404, 'there is nothing here'],
  ];

  it.each(refused)('is refused: %s', async (_, send, status, error) => {
    const session = await begun();
    expect(await send(session)).toMatchObject({ status, error: expect.stringContaining(error) });
    expect(await post('turns', { session, round: 0, turns: turns(0) })).toEqual({ status: 200, round: 1 });
  });

  it('is refused before a device has begun', async () => {
    const answer = await post('turns', { round: 0, turns: turns(0) });
    expect(answer).toEqual({ status: 409, error: 'no device has begun to measure' });
  });
});
