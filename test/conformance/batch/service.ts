import { type Answer, type Call, refusal } from '../aws/front-door.ts';
import { Attempt } from './attempt.ts';
import { Fleet } from './fleet.ts';
import { Job } from './job.ts';
import type { JobDefinition, JobQueue } from './template.ts';

export interface BatchOptions {
  readonly queues: readonly JobQueue[];
  readonly definitions: readonly JobDefinition[];
  /** Where all of AWS is. */
  readonly endpoint: () => string;
  /** How many jobs run side by side. */
  readonly room: number;
}

/** The API of AWS Batch; its jobs are processes of this computer. */
export class BatchService {
  /** All there have been, in the order of their submission. */
  readonly jobs: Job[] = [];
  /** Called with everything that trainers tell. */
  onMessage: (message: { readonly [name: string]: unknown }, attempt: Attempt) => void = () => {};
  /** Variables that a test adds to those of a job. */
  sabotage: (job: { readonly name: string }) => Readonly<Record<string, string>> | undefined = () => undefined;
  readonly #options: BatchOptions;
  readonly #fleet: Fleet;
  readonly #running = new Set<Promise<void>>();

  constructor(options: BatchOptions) {
    this.#options = options;
    this.#fleet = new Fleet(options.room);
  }

  readonly answer = async ({ path, body }: Call): Promise<Answer> => {
    const input = JSON.parse(body) as unknown;
    switch (path) {
      case '/v1/submitjob':
        return this.#submit(input as SubmitJob);
      case '/v1/describejobs': {
        const ids = new Set((input as { jobs: string[] }).jobs);
        return json({ jobs: this.jobs.filter(({ id }) => ids.has(id)).map((job) => job.describe()) });
      }
      case '/v1/terminatejob': {
        const { jobId, reason } = input as { jobId: string; reason: string };
        this.jobs.find(({ id }) => id === jobId)?.terminate(reason);
        return json({});
      }
      default:
        return refusal(404, 'ClientException', `Batch: nothing here answers ${path}`);
    }
  };

  /** Waits until no job is running any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    for (const job of this.jobs) job.terminate('the test is over');
    await this.idle();
    this.#fleet.close();
  }

  #submit(input: SubmitJob): Answer {
    const queue = this.#options.queues.find(({ arn }) => arn === input.jobQueue);
    const definition = this.#options.definitions.find(({ arn }) => arn === input.jobDefinition);
    if (!queue) return refusal(400, 'ClientException', `JobQueue ${input.jobQueue} not found`);
    if (!definition) return refusal(400, 'ClientException', `JobDefinition ${input.jobDefinition} not found`);
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(input.jobName)) {
      return refusal(400, 'ClientException', `Job name ${input.jobName}: letters, digits, hyphens, underscores`);
    }
    // It would replace the retry rules of the definition.
    if (input.retryStrategy) return refusal(400, 'ClientException', 'nothing here takes a retryStrategy of a job');
    const overrides = (input.containerOverrides?.environment ?? []).map(({ name, value }) => [name, value] as const);
    const added = this.sabotage({ name: input.jobName });
    const environment = { ...definition.environment, ...Object.fromEntries(overrides), ...added };
    const job = new Job({ name: input.jobName, queue, definition, environment });
    this.jobs.push(job);
    const run = job.run((_, number) => this.#attempt(job, number)).finally(() => this.#running.delete(run));
    this.#running.add(run);
    return json({ jobId: job.id, jobName: input.jobName, jobArn: `${queue.arn}:${job.id}` });
  }

  async #attempt(job: Job, number: number): Promise<Attempt | undefined> {
    const { queue } = job.request;
    const instance = await this.#fleet.take(queue);
    let gone = false;
    try {
      if (job.isTerminated) return undefined;
      job.status = 'RUNNING';
      const endpoint = this.#options.endpoint();
      const onMessage = (message: object, attempt: Attempt) => this.onMessage({ ...message }, attempt);
      const attempt = new Attempt({ job, number, instance, endpoint, onMessage });
      job.attempts.push(attempt);
      await attempt.end();
      gone = attempt.reclaimed;
      return attempt;
    } finally {
      this.#fleet.release(queue, instance, gone);
    }
  }
}

interface SubmitJob {
  readonly jobName: string;
  readonly jobQueue: string;
  readonly jobDefinition: string;
  readonly retryStrategy?: object;
  readonly containerOverrides?: {
    readonly environment?: readonly { readonly name: string; readonly value: string }[];
  };
}

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) });
