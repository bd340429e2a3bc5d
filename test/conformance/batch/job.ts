import { randomUUID } from 'node:crypto';
import type { Attempt } from './attempt.ts';
import { describeStrategy, triesAgain } from './retry.ts';
import type { JobDefinition, JobQueue } from './template.ts';

export interface JobRequest {
  readonly name: string;
  readonly queue: JobQueue;
  readonly definition: JobDefinition;
  /** The definition's, and what the submission adds or replaces. */
  readonly environment: Readonly<Record<string, string>>;
}

export type JobStatus = 'RUNNABLE' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** Runs one attempt when there is room for it; none when the job was terminated before. */
export type AttemptRunner = (job: Job, number: number) => Promise<Attempt | undefined>;

/** A Batch job: attempt after attempt, until one succeeds, the retry strategy says no, or somebody terminates it. */
export class Job {
  readonly id = randomUUID();
  readonly request: JobRequest;
  readonly attempts: Attempt[] = [];
  status: JobStatus = 'RUNNABLE';
  statusReason: string | undefined;
  readonly #createdAt = Date.now();
  #stoppedAt: number | undefined;
  readonly #terminating = Promise.withResolvers<void>();
  #terminationReason: string | undefined;

  constructor(request: JobRequest) {
    this.request = request;
  }

  /** Resolves when somebody terminates the job. */
  get terminated(): Promise<void> {
    return this.#terminating.promise;
  }

  get isTerminated(): boolean {
    return this.#terminationReason !== undefined;
  }

  async run(runAttempt: AttemptRunner): Promise<void> {
    for (let number = 1; !this.isTerminated; number++) {
      const attempt = await runAttempt(this, number);
      if (this.isTerminated || !attempt) break;
      if (attempt.exitCode === 0) return this.#end('SUCCEEDED', attempt.statusReason);
      const late = attempt.timedOut;
      if (late || !triesAgain(this.request.definition.retryStrategy, number, attempt)) {
        return this.#end('FAILED', attempt.statusReason);
      }
      this.status = 'RUNNABLE';
    }
    this.#end('FAILED', this.#terminationReason);
  }

  /** Ends the job, which is not tried again. Nothing happens to one that has ended. */
  terminate(reason: string): void {
    if (this.status === 'SUCCEEDED' || this.status === 'FAILED' || this.isTerminated) return;
    this.#terminationReason = reason;
    this.#terminating.resolve();
    if (this.status === 'RUNNABLE') this.#end('FAILED', reason);
  }

  /** As DescribeJobs tells it: https://docs.aws.amazon.com/batch/latest/APIReference/API_JobDetail.html */
  describe(): object {
    const { name, queue, definition, environment } = this.request;
    const last = this.attempts.at(-1);
    return {
      jobId: this.id,
      jobArn: `${queue.arn.replace(/:job-queue\/.*/, '')}:job/${this.id}`,
      jobName: name,
      jobQueue: queue.arn,
      jobDefinition: definition.arn,
      status: this.status,
      statusReason: this.statusReason,
      createdAt: this.#createdAt,
      startedAt: last?.startedAt,
      stoppedAt: this.#stoppedAt,
      attempts: this.attempts.filter(({ stoppedAt }) => stoppedAt).map((attempt) => attempt.describe()),
      container: {
        image: 'trainer',
        environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
        ...(last?.describe() as { container?: object } | undefined)?.container,
      },
      retryStrategy: describeStrategy(definition.retryStrategy),
      ...(definition.attemptSeconds && { timeout: { attemptDurationSeconds: definition.attemptSeconds } }),
      isTerminated: this.isTerminated,
    };
  }

  #end(status: JobStatus, reason: string | undefined): void {
    this.status = status;
    this.statusReason = reason;
    this.#stoppedAt ??= Date.now();
  }
}
