import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** What a turn gave; `cpu` is the processor time of all threads in seconds. */
export interface Turn {
  readonly examples: number;
  readonly seconds: number;
  readonly cpu: number;
  /** Mean training loss. */
  readonly loss: number;
}

/** A child process that trains one network in turns. It speaks JSON lines: a job on its command line, a turn a line. */
export class Trainer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(command: readonly string[], env: NodeJS.ProcessEnv) {
    const [program, ...args] = command;
    this.#child = spawn(program!, args, { env, stdio: ['pipe', 'pipe', process.env.VERBOSE ? 'inherit' : 'ignore'] });
    this.#reader = createInterface({ input: this.#child.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Trainable parameters, once the network is built. */
  async ready(): Promise<number> {
    const { parameters } = (await this.#next()) as { parameters: number };
    return parameters;
  }

  async turn(seconds: number): Promise<Turn> {
    this.#child.stdin!.write(`${JSON.stringify({ seconds })}\n`);
    return (await this.#next()) as Turn;
  }

  stop(): void {
    this.#reader.close();
    this.#child.kill('SIGKILL');
  }

  /** The next line that is JSON. @throws Error when the process has ended. */
  async #next(): Promise<unknown> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`the trainer has ended: ${this.#child.spawnargs.join(' ')}; VERBOSE=1 shows why`);
      if (value.startsWith('{')) return JSON.parse(value);
    }
  }
}
