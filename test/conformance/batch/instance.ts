import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REGION } from '../aws/template.ts';
import type { JobQueue } from './template.ts';

/** An EC2 instance, which is its metadata service. */
export interface Instance {
  readonly id: string;
  /** The value of AWS_EC2_METADATA_SERVICE_ENDPOINT for what runs on it. */
  readonly metadata: string;
  /** Has the metadata tell, from now on, that AWS takes the instance back. */
  announceReclaim(): void;
  close(): void;
}

const ZONE = `${REGION}a`;
const TOKEN = 'token-of-the-conformance-suite';

/**
 * Starts an instance of a queue's compute environment.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html#instancedata-data-categories
 */
export async function startInstance({ purchase, instanceType }: JobQueue): Promise<Instance> {
  const id = `i-${randomBytes(8).toString('hex')}`;
  const values = new Map([
    ['meta-data/instance-id', id],
    ['meta-data/instance-type', instanceType],
    ['meta-data/instance-life-cycle', purchase],
    ['meta-data/placement/availability-zone', ZONE],
    ['meta-data/placement/region', REGION],
  ]);
  const server = createServer((incoming, outgoing) => {
    const [status, body] = answer(incoming, values);
    outgoing.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // The trainers use it; nobody else has to wait for it.
  server.unref();
  return {
    id,
    metadata: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    announceReclaim: () => {
      const time = new Date(Date.now() + 120_000).toISOString();
      values.set('meta-data/spot/instance-action', JSON.stringify({ action: 'terminate', time }));
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Version 2 only: nothing without a token. */
function answer({ method, url, headers }: IncomingMessage, values: ReadonlyMap<string, string>): [number, string] {
  if (method === 'PUT' && url === '/latest/api/token') return [200, TOKEN];
  if (headers['x-aws-ec2-metadata-token'] !== TOKEN) return [401, ''];
  const value = values.get(url?.replace(/^\/latest\//, '') ?? '');
  return value === undefined ? [404, ''] : [200, value];
}
