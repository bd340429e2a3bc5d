import type { Remote } from './connect.ts';
import { type Job, jobsOf } from './jobs.ts';
import { type LogEvent, readLog } from './log-stream.ts';

/** New lines of one attempt at a job. */
export interface LogLines {
  readonly job: Job;
  /** From 1. */
  readonly attempt: number;
  readonly events: readonly LogEvent[];
}

/** Reads without anything new after which the stream of a job that has ended is taken to be complete. */
const SETTLED = 3;

interface Place {
  readonly token: string | undefined;
  readonly quiet: number;
}

/** The log of a search's trainers, to be read again and again. */
export class SearchLog {
  readonly #remote: Remote;
  readonly #searchId: string;
  readonly #trial: number | undefined;
  readonly #places = new Map<string, Place>();
  #jobs: readonly Job[] = [];

  /** @param trial only the jobs that train this one */
  constructor(remote: Remote, searchId: string, trial?: number) {
    this.#remote = remote;
    this.#searchId = searchId;
    this.#trial = trial;
  }

  /** The jobs of the last reading, those without a log too. */
  get jobs(): readonly Job[] {
    return this.#jobs;
  }

  /** What was not read yet, job by job in the order in which they were submitted. */
  async *read(): AsyncGenerator<LogLines> {
    this.#jobs = await jobsOf(this.#remote, this.#searchId, this.#trial);
    for (const job of this.#jobs) {
      for (const [i, stream] of job.streams.entries()) {
        const { token, quiet = 0 } = this.#places.get(stream) ?? {};
        if (quiet >= SETTLED) continue;
        const part = await readLog(this.#remote.outputs.TrainerLogGroupName, stream, token);
        const isQuiet = job.ended && part.events.length === 0;
        this.#places.set(stream, { token: part.token, quiet: isQuiet ? quiet + 1 : 0 });
        if (part.events.length > 0) yield { job, attempt: i + 1, events: part.events };
      }
    }
  }
}
