import { Agent, createServer, type IncomingMessage, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Call, Collisions } from './collisions.ts';
import { listening } from './listening.ts';

export interface Front {
  readonly url: string;
  readonly collisions: Collisions;
  close(): Promise<void>;
}

/**
 * Stands before moto's DynamoDB and lets one call at a time through. moto runs calls in threads that share a table without
 * a lock: two can pass the same condition, and a transaction that is cancelled puts the whole table back as it was when it
 * began, without what others wrote since. Transactions that overlap collide here as they do at AWS.
 */
export async function frontOf(target: string): Promise<Front> {
  const agent = new Agent({ keepAlive: true });
  const collisions = new Collisions();
  let last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that was given before is done. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const call: Call = {
      operation: String(request.headers['x-amz-target']).split('.').at(-1)!,
      body: JSON.parse(body.toString()),
    };
    const refusal = collisions.begin(call);
    if (refusal) return { status: 400, body: Buffer.from(JSON.stringify(refusal)) };
    return inTurn(() => forward(target, request, body, agent)).finally(() => collisions.end(call));
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(body);
      },
      () => response.destroy(),
    );
  });
  return { collisions, ...(await listening(server)) };
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

async function forward(target: string, { headers }: IncomingMessage, body: Buffer, agent: Agent): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send(target, { method: 'POST', headers, agent }, resolve).on('error', reject).end(body);
  });
  return { status: response.statusCode!, body: await buffer(response) };
}
