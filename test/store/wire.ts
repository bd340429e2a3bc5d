import { connect, createServer, type Socket } from 'node:net';
import { listening } from './listening.ts';

/** A way in which a connection dies, with one of the requests that it carries. */
export interface Fault {
  /** Text of the request's head by which it is known, such as a method or an operation. */
  readonly request: string;
  /** Whether it dies on the way there or on the way back. */
  readonly during: 'request' | 'answer';
  /** Bytes that pass before it does; none of an answer means that the server has done what nobody hears of. */
  readonly after: number;
}

/**
 * Passes bytes on to a server and back, as they are, until a connection is to die.
 * @param faults to come: each is taken out by the next request that it names
 */
export function wireTo(target: string, faults: Fault[]): Promise<{ url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  return listening(createServer((client) => join(client, connect(Number(port), hostname), faults)));
}

/** HTTP/1.1 as the SDK speaks it: a connection carries one request at a time, and a head comes in one piece. */
function join(client: Socket, server: Socket, faults: Fault[]): void {
  let fault: Fault | undefined;
  let passed = { request: 0, answer: 0 };

  const pass = (during: Fault['during'], to: Socket, bytes: Buffer) => {
    const left = fault?.during === during ? fault.after - passed[during] : Number.POSITIVE_INFINITY;
    passed[during] += bytes.length;
    if (bytes.length <= left && left > 0) to.write(bytes);
    else to.write(bytes.subarray(0, left), breakOff);
  };
  const breakOff = () => {
    client.destroy();
    server.destroy();
  };

  client.on('data', (bytes) => {
    const head = bytes.toString('latin1');
    if (/^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(head)) {
      passed = { request: 0, answer: 0 };
      const index = faults.findIndex(({ request }) => head.includes(request));
      fault = index < 0 ? undefined : faults.splice(index, 1)[0];
    }
    pass('request', server, bytes);
  });
  server.on('data', (bytes) => {
    // The server lets a large body come (Expect: 100-continue); that is no answer yet.
    if (bytes.toString('latin1', 0, 12) === 'HTTP/1.1 100') client.write(bytes);
    else pass('answer', client, bytes);
  });
  for (const socket of [client, server]) socket.on('error', breakOff).on('close', breakOff);
}
