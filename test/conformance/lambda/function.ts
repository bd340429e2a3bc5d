import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWithThisProcess } from '../children.ts';

/** What a Lambda answers when its handler has thrown. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type Outcome = { readonly result: unknown } | { readonly error: FunctionError };

export interface FunctionOptions {
  /** The bundle's entry. */
  readonly bundle: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

/** One Lambda: a warm process that takes one event at a time, and only has the environment that the template gives it. */
export class LambdaFunction {
  readonly #options: FunctionOptions;
  #process: Promise<ChildProcess> | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(options: FunctionOptions) {
    this.#options = options;
  }

  invoke(event: unknown): Promise<Outcome> {
    const outcome = this.#busy.then(() => this.#handle(event));
    this.#busy = outcome.catch(() => {});
    return outcome;
  }

  async close(): Promise<void> {
    (await this.#process)?.kill('SIGKILL');
  }

  async #handle(event: unknown): Promise<Outcome> {
    this.#process ??= this.#start();
    const child = await this.#process;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const fail = (errorType: string, errorMessage: string) => resolve({ error: { errorType, errorMessage } });
    const answered = (outcome: unknown) => resolve(outcome as Outcome);
    const died = (code: number | null, signal: string | null) => fail('Runtime.ExitError', `exited: ${signal ?? code}`);
    const seconds = this.#options.timeoutSeconds;
    const late = setTimeout(() => fail('Sandbox.Timedout', `Task timed out after ${seconds} seconds`), seconds * 1000);
    child.once('message', answered).once('exit', died);
    child.send(event as object);
    const outcome = await promise;
    clearTimeout(late);
    child.off('message', answered).off('exit', died);
    if ('error' in outcome && !outcome.error.trace) {
      child.kill('SIGKILL');
      this.#process = undefined;
    }
    return outcome;
  }

  async #start(): Promise<ChildProcess> {
    const { bundle, handler, environment } = this.#options;
    const child = fork(join(import.meta.dirname, 'runtime.ts'), [bundle, handler], {
      env: { PATH: process.env.PATH, ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    endWithThisProcess(child);
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${bundle} does not load`))),
    ]);
    return child;
  }
}
