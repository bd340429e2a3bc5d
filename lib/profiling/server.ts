import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { turnsOf } from '../engine/timing.ts';
import type { Network } from '../network/network.ts';
import { type Asset, pageAssets } from './assets.ts';
import { POSTS, type Post } from './posts.ts';
import { Refusal } from './refusal.ts';
import { MeasuringSession, type SessionOptions } from './session.ts';

export interface ServeOptions extends Omit<SessionOptions, 'networks'> {
  readonly networks: readonly Network[];
  /** Address of this computer to listen on, and no other. */
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly onChange?: (session: MeasuringSession) => void;
}

export interface MeasuringServer {
  /** Where a browser measures; who knows it may post. */
  readonly url: string;
  /** The session when all rounds are posted. Rejects when the device says that it cannot measure. */
  readonly done: Promise<MeasuringSession>;
  close(): Promise<void>;
}

/** Rounds of a hundred thousand turns fit. */
const MOST_BYTES = 8_000_000;

/** What the page may do: run its own script and ask this server. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Serves the page that measures the device which opens it, until it is closed. */
export async function serveMeasuring(options: ServeOptions): Promise<MeasuringServer> {
  const { networks, rounds, host, port, backend, onChange } = options;
  const token = randomBytes(16).toString('base64url');
  const session = new MeasuringSession({ ...options, networks: networks.length });
  const { promise: done, resolve, reject } = Promise.withResolvers<MeasuringSession>();
  done.catch(() => {});
  const orders = Array.from({ length: rounds }, (_, round) => turnsOf(networks.length, round));
  const plan: Asset = { type: 'application/json', body: JSON.stringify({ backend, networks, orders }) };
  const assets = new Map([...(await pageAssets()), ['plan.json', plan] as const]);

  const posts: { readonly [name: string]: (request: IncomingMessage) => Promise<unknown> } = {
    begin: async (request) => session.begin(await read('begin', request)),
    turns: async (request) => {
      session.take(await read('turns', request));
      return { round: session.round };
    },
    failed: async (request) => {
      const { session: id, reason } = await read('failed', request);
      if (session.runtime) session.requireOwn(id);
      reject(new Error(`the device cannot measure: ${reason}`));
      return {};
    },
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => send(response, 500, { error: error.message }));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = nameAfter(token, request.url ?? '');
    const asset = name !== undefined && request.method === 'GET' && assets.get(name);
    const post = name !== undefined && request.method === 'POST' && posts[name];
    if (asset) response.writeHead(200, { ...HEADERS, 'content-type': asset.type }).end(asset.body);
    else if (!post) send(response, 404, { error: 'there is nothing here' });
    else {
      try {
        const answered = await post(request);
        // Whoever waits closes the server: not before the device knows that its last round has come.
        if (session.complete) response.once('finish', () => resolve(session));
        send(response, 200, answered);
        onChange?.(session);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        send(response, error.status, { error: error.message });
      }
    }
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/${token}/`,
    done,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What follows the token in an address; undefined without it. */
function nameAfter(token: string, url: string): string | undefined {
  const [, given = '', name, ...more] = url.split('/');
  const [known, tried] = [Buffer.from(token), Buffer.from(given)];
  const isKnown = known.length === tried.length && timingSafeEqual(known, tried);
  return isKnown && more.length === 0 ? name : undefined;
}

/** @throws Refusal naming what is wrong with it */
async function read<Name extends keyof typeof POSTS>(name: Name, request: IncomingMessage): Promise<Post<Name>> {
  const type = request.headers['content-type'] ?? 'nothing';
  if (type !== 'application/json') throw new Refusal(415, `content-type: got ${type}; allowed: application/json`);
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(length <= MOST_BYTES)) throw new Refusal(413, `content-length: got ${length}; allowed: up to ${MOST_BYTES}`);
  const value = await json(request).catch((error: Error) => {
    throw new Refusal(400, `the post is no JSON: ${error.message}`);
  });
  const result = POSTS[name].safeParse(value);
  if (result.success) return result.data as Post<Name>;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the post'}: ${message}`);
  throw new Refusal(422, faults.slice(0, 5).join('; '));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
