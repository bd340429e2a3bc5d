import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATHS } from '../../lib/data/address.ts';
import { Files } from '../../lib/data/files/files.ts';
import { imported } from './read.ts';

const HOST = 'https://data.example';
const TEXT = Array.from({ length: 40 }, (_, i) => `film ${i}\t${i % 2}`).join('\n');

type Answer = (request: IncomingMessage, response: ServerResponse, time: number) => void;

const answers: Readonly<Record<string, Answer>> = {
  '/file.tsv': (_, response) => response.end(TEXT),
  '/moved.tsv': (_, response) => response.writeHead(302, { location: '/file.tsv' }).end(),
  '/packed.tsv': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(TEXT)),
  '/away.tsv': ({ socket }, response) =>
    response.writeHead(302, { location: `http://localhost:${socket.localPort}/file.tsv` }).end(),
  '/none.tsv': (_, response) => response.writeHead(404).end('none'),
  '/secret.tsv': (_, response) => response.writeHead(403).end('no'),
  '/wrong.tsv': (_, response) => response.writeHead(418).end('no'),
  '/page.tsv': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
  '/busy.tsv': (_, response, time) => (time > 1 ? response.end(TEXT) : response.writeHead(503).end()),
  '/cut.tsv': (_, response, time) => {
    if (time > 1) return response.end(TEXT);
    response.writeHead(200, { 'content-length': TEXT.length }).write(TEXT.slice(0, 20));
    return setTimeout(() => response.destroy(), 20);
  },
  '/broken.tsv': (_, response) => response.writeHead(500).end(),
};

describe('files on the web', () => {
  let server: Server;
  const asked: string[] = [];
  /** A port that nobody listens at. */
  let closed: number;
  beforeAll(async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    closed = (other.address() as AddressInfo).port;
    await new Promise((resolve) => other.close(resolve));
    server = createServer((request, response) => {
      asked.push(request.url!);
      answers[request.url!]!(request, response, asked.filter((path) => path === request.url).length);
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  });
  beforeEach(() => {
    asked.length = 0;
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const real = fetch;
    // A server without certificate stands in for one with.
    vi.stubGlobal('fetch', async (address: string, options: RequestInit) => {
      const response = await real(
        address.replace(HOST, origin).replace('https://down.example', `http://127.0.0.1:${closed}`),
        options,
      );
      return Object.defineProperty(response, 'url', { value: response.url.replace(origin, HOST) });
    });
  });
  afterEach(() => void vi.unstubAllGlobals());
  afterAll(() => void server.close());

  const fetched = async (path: string) => {
    await using files = new Files();
    return readFileSync((await files.open('train', `${HOST}${path}`)).path, 'utf8');
  };

  it.each(['/file.tsv', '/moved.tsv', '/packed.tsv'])('are read: %s', async (path) => {
    expect(await fetched(path)).toBe(TEXT);
  });

  it.each(['/busy.tsv', '/cut.tsv'])('are asked for again: %s', async (path) => {
    expect(await fetched(path)).toBe(TEXT);
    expect(asked).toEqual([path, path]);
  });

  it.each([
    ['/none.tsv', 'there is no such file: the server answers 404'],
    ['/secret.tsv', 'it is not public: the server answers 403'],
    ['/wrong.tsv', 'the server answers 418'],
    ['/page.tsv', 'it is a web page (text/html; charset=utf-8), not a file'],
  ])('that are not there are refused at once, in words: %s', async (path, says) => {
    await expect(fetched(path)).rejects.toMatchObject({
      name: 'DataError',
      message: `data.train: got ${HOST}${path}; allowed: ${PATHS} that can be read (${says})`,
    });
    expect(asked).toEqual([path]);
  });

  it('do not lead away from https', async () => {
    await expect(fetched('/away.tsv')).rejects.toThrow(
      /it leads to http:\/\/localhost:\d+\/file\.tsv, away from https/,
    );
  });

  it('are given up in the end', async () => {
    await expect(fetched('/broken.tsv')).rejects.toThrow('the server answers 500');
    expect(asked).toHaveLength(4);
    await using files = new Files();
    await expect(files.open('train', 'https://down.example/x')).rejects.toThrow(/can be read \(.*ECONNREFUSED.*\)/);
  });

  it('are fetched once and gone afterwards', async () => {
    const kept: string[] = [];
    {
      await using files = new Files();
      for (const field of ['train', 'test']) kept.push((await files.open(field, `${HOST}/file.tsv`)).path);
      expect(kept[0]).toBe(kept[1]);
    }
    expect(asked).toHaveLength(1);
    expect(existsSync(kept[0]!)).toBe(false);
  });

  it('are a data set like those of a disk', async () => {
    const { manifest } = await imported({ source: 'csv', train: `${HOST}/file.tsv`, text: 1, label: 2 });
    expect(manifest.counts).toEqual({ train: 26, validation: 6, test: 8 });
  });
});
