import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithThisProcess } from '../children.ts';

export interface MotoServer {
  readonly port: number;
  close(): void;
}

export interface MotoOptions {
  /** The Python that has moto (install.ts). */
  readonly python: string;
  /** The port that moto believes is its own: its interpreter calls every service back there. */
  readonly frontDoor: number;
}

/** Starts moto with its Step Functions interpreter (engine.py) on a free port. @throws Error when it ends instead */
export async function startMoto({ python, frontDoor }: MotoOptions): Promise<MotoServer> {
  const child = spawn(python, [join(import.meta.dirname, 'engine.py'), '-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, MOTO_PORT: String(frontDoor) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endWithThisProcess(child);
  const said: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  createInterface(child.stderr).on('line', (line) => {
    const [, port] = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port) resolve(Number(port));
    if (said.push(line) > 100) said.shift();
  });
  child.on('error', reject);
  child.on('close', (code) => reject(new Error(`moto ended with ${code}: ${said.join('\n')}`)));
  const port = await promise;
  const configured = await fetch(`http://127.0.0.1:${port}/moto-api/config`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
  });
  if (!configured.ok) throw new Error(`moto refuses its configuration: ${await configured.text()}`);
  return { port, close: () => void child.kill('SIGKILL') };
}
