import { Agent, createServer, type IncomingMessage, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listening } from '../test/store/listening.ts';

/** A request to AWS as it went over the wire. */
export interface Call {
  /** What the search was doing. */
  readonly phase: string;
  readonly service: 'dynamodb' | 's3';
  /** `Query`, `PutObject` */
  readonly operation: string;
  /** What DynamoDB was asked and what it said. */
  readonly request?: Json;
  readonly response?: Json;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever is in a JSON body
export type Json = any;

/**
 * Stands between the SDK's clients and the servers that act as AWS and writes down what passes: the code that is counted
 * knows nothing of it. DynamoDB's calls pass one at a time, because moto's threads share a table without a lock.
 */
export class Wire {
  /** Calls from now on are noted under it. */
  phase = 'set-up';
  readonly calls: Call[] = [];
  readonly #target: string;
  readonly #agent = new Agent({ keepAlive: true });
  #last: Promise<unknown> = Promise.resolve();

  private constructor(target: string) {
    this.#target = target;
  }

  /** Points clients that are made from now on at itself. */
  static async open(target: string): Promise<Wire & { close(): Promise<void> }> {
    const wire = new Wire(target);
    const server = createServer((request, response) => {
      wire.#pass(request).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        () => response.destroy(),
      );
    });
    const { url, close } = await listening(server);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    return Object.assign(wire, { close });
  }

  async #pass(request: IncomingMessage): Promise<Answer> {
    const { phase } = this;
    const body = await buffer(request);
    const target = request.headers['x-amz-target'];
    if (target === undefined) {
      const answer = await this.#forward(request, body);
      this.calls.push({ phase, service: 's3', operation: s3Operation(request) });
      return answer;
    }
    const operation = String(target).split('.').at(-1)!;
    const asked = JSON.parse(body.toString());
    const answering = () =>
      operation === 'TransactWriteItems' ? this.#oneByOne(request, asked) : this.#forward(request, body);
    const turn = this.#last.then(answering);
    this.#last = turn.catch(() => {});
    const answer = await turn;
    const response = JSON.parse(answer.body.toString() || '{}');
    this.calls.push({ phase, service: 'dynamodb', operation, request: asked, response });
    return answer;
  }

  /**
   * moto copies the whole table for each transaction, which takes longer than all the rest. The writes of one are sent one
   * after the other instead: a difference only where one is refused, and here none is.
   */
  async #oneByOne(request: IncomingMessage, { TransactItems }: Json): Promise<Answer> {
    const headers = { ...request.headers, 'x-amz-target': 'DynamoDB_20120810.UpdateItem' };
    delete headers['content-length'];
    let answer: Answer | undefined;
    for (const { Update } of TransactItems) {
      answer = await this.#forward({ method: 'POST', headers, url: '/' }, Buffer.from(JSON.stringify(Update)));
      if (answer.status !== 200) throw new Error(`a part of a transaction was refused: ${answer.body}`);
    }
    return answer!;
  }

  async #forward({ method, headers, url }: Onward, body: Buffer): Promise<Answer> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const onward = { method: method!, headers, agent: this.#agent };
      send(new URL(url!, this.#target), onward, resolve).on('error', reject).end(body);
    });
    return { status: response.statusCode!, headers: response.headers, body: await buffer(response) };
  }
}

type Onward = Pick<IncomingMessage, 'method' | 'headers' | 'url'>;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Buckets are in the path here: `/bucket/key`. */
function s3Operation({ method, url }: IncomingMessage): string {
  if (method === 'GET') return url!.includes('list-type=2') ? 'ListObjectsV2' : 'GetObject';
  return { PUT: 'PutObject', DELETE: 'DeleteObject', HEAD: 'HeadObject' }[method!] ?? method!;
}
