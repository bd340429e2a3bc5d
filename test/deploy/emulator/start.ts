import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithThisProcess } from '../../conformance/children.ts';

export interface Emulator {
  readonly endpoint: string;
  /** File of the certificate with which it answers. */
  readonly certificate: string;
  close(): void;
}

/**
 * Starts ministack with what it lacks for our stack (start.py), with TLS and with rights: roles may do what their policies
 * say and nothing else; the account's own keys may do all.
 * @param python the Python that has ministack (install.ts)
 * @param folder where it keeps its files; Lambdas find the AWS SDK in its node_modules, as Lambda brings it along
 * @throws Error when it ends instead
 */
export async function startEmulator(python: string, folder: string): Promise<Emulator> {
  const port = await freePort();
  const child = spawn(python, [join(import.meta.dirname, 'start.py')], {
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: folder,
      // Where trainers find TensorFlow.
      XDG_CACHE_HOME: process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
      TMPDIR: folder,
      PYTHONDONTWRITEBYTECODE: '1',
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      USE_SSL: '1',
      AUTH: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithThisProcess(child);
  const said: string[] = [];
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  for (const output of [child.stdout, child.stderr]) {
    createInterface(output).on('line', (line) => {
      if (line.includes(`Running on https://127.0.0.1:${port}`)) resolve();
      if (said.push(line) > 100) said.shift();
    });
  }
  child.on('error', reject);
  child.on('close', (code) => reject(new Error(`ministack ended with ${code}: ${said.join('\n')}`)));
  await ready;
  return {
    endpoint: `https://127.0.0.1:${port}`,
    certificate: join(folder, 'ministack-tls', 'server.crt'),
    close: () => void child.kill('SIGKILL'),
  };
}

/** ministack has to be told its port. */
function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
  return promise;
}
