import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly path: string;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers the calls of one AWS service. */
export type Service = (call: Call) => Promise<Answer>;

export interface FrontDoor {
  readonly port: number;
  readonly endpoint: string;
  /** Where the services that are not answered here are. */
  upstream: number;
  close(): void;
}

/**
 * All of AWS behind one port. Which service a call is for stands in the scope of its signature; those given are answered
 * here, the others by moto.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function openFrontDoor(services: Readonly<Record<string, Service>>): Promise<FrontDoor> {
  let id = 0;
  const server: Server = createServer(async (incoming, outgoing) => {
    const service = services[scopeOf(incoming)];
    if (!service) return forward(incoming, outgoing, door.upstream);
    const call = { path: incoming.url!, body: await text(incoming) };
    const { status = 200, headers, body } = await service(call).catch(fault);
    const requestId = `front-door-${++id}`;
    outgoing.writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...headers });
    outgoing.end(body);
  });
  // moto calls `localhost`; connections of its interpreter stay open for as long as it waits.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const door: FrontDoor = { port, endpoint: `http://127.0.0.1:${port}`, upstream: 0, close };
  return door;
}

/** An error as an AWS service answers it in JSON. */
export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: JSON.stringify({ message }),
});

/** A call that nothing here answers shows in the test as a fault of the service. */
const fault = (error: Error): Answer => refusal(500, 'ServiceException', error.message);

const scopeOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  // The connection to the caller has already told it to go on.
  const { expect: _expect, ...kept } = headers;
  const onward = request({ port, host: '127.0.0.1', method, path, headers: kept }, (answer) => {
    outgoing.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', (error) => outgoing.destroy(error));
  incoming.pipe(onward);
}
