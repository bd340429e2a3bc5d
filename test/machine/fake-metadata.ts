import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FakeMetadata {
  /** For AWS_EC2_METADATA_SERVICE_ENDPOINT. */
  readonly endpoint: string;
  /** Values by category; one that is missing gives 404. */
  readonly values: Map<string, string>;
  /** Categories asked for, with a token, in order. */
  readonly asked: string[];
  /** Tokens given out; emptying it makes them expire. */
  readonly tokens: Set<string>;
  /** So many next requests get an HTTP 500, or no answer at all. */
  faults: { count: number; kind: 'error' | 'silence' };
}

/** The instance metadata service, version 2, of a spot instance; it is gone when the test is over. */
export async function fakeMetadata(values: Readonly<Record<string, string>> = {}): Promise<FakeMetadata> {
  const fake = {
    values: new Map(Object.entries({ ...INSTANCE, ...values })),
    asked: [] as string[],
    tokens: new Set<string>(),
    faults: { count: 0, kind: 'error' as 'error' | 'silence' },
  };
  const server = createServer((request, response) => {
    const end = (status: number, text = '') => response.writeHead(status).end(text);
    if (fake.faults.count > 0) {
      fake.faults.count--;
      return fake.faults.kind === 'error' ? end(500) : undefined;
    }
    if (request.method === 'PUT' && request.url === '/latest/api/token') {
      if (!Number(request.headers['x-aws-ec2-metadata-token-ttl-seconds'])) return end(400);
      const token = crypto.randomUUID();
      fake.tokens.add(token);
      return end(200, token);
    }
    if (!fake.tokens.has(String(request.headers['x-aws-ec2-metadata-token']))) return end(401);
    const category = request.url!.replace('/latest/meta-data/', '');
    fake.asked.push(category);
    const value = fake.values.get(category);
    return value === undefined ? end(404) : end(200, value);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(fake, { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const INSTANCE = {
  'instance-id': 'i-0123456789abcdef0',
  'instance-type': 'g4dn.xlarge',
  'placement/availability-zone': 'us-east-1b',
  'instance-life-cycle': 'spot',
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html */
export const NOTICE = '{"action": "terminate", "time": "2026-11-24T08:22:00Z"}';
