import { type Instance, startInstance } from './instance.ts';
import type { JobQueue } from './template.ts';

/**
 * The instances that jobs run on, one job each: an idle one of the queue is used again, a new one started where there is
 * none, and never are more jobs running than there is room for on this computer.
 */
export class Fleet {
  readonly #idle = new Map<string, Instance[]>();
  readonly #started: Instance[] = [];
  readonly #waiting: (() => void)[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** Waits for room and gives an instance. */
  async take(queue: JobQueue): Promise<Instance> {
    if (this.#room > 0) this.#room--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const idle = this.#idle.get(queue.arn)?.pop();
    if (idle) return idle;
    const instance = await startInstance(queue);
    this.#started.push(instance);
    return instance;
  }

  /** @param gone when AWS has taken it back */
  release(queue: JobQueue, instance: Instance, gone: boolean): void {
    if (!gone) this.#idle.set(queue.arn, [...(this.#idle.get(queue.arn) ?? []), instance]);
    const next = this.#waiting.shift();
    if (next) next();
    else this.#room++;
  }

  close(): void {
    for (const instance of this.#started) instance.close();
  }
}
