import { REGION } from '../aws/template.ts';
import { type Container, startContainer } from './container.ts';
import type { Instance } from './instance.ts';
import type { Job } from './job.ts';
import type { AttemptEnd } from './retry.ts';

export interface AttemptOptions {
  readonly job: Job;
  /** From 1. */
  readonly number: number;
  readonly instance: Instance;
  /** Where all of AWS is. */
  readonly endpoint: string;
  readonly onMessage: (message: object, attempt: Attempt) => void;
}

/** Batch's between SIGTERM and SIGKILL, in seconds. */
const GRACE = 30;

/** One attempt at a job: a container on an instance. */
export class Attempt implements AttemptEnd {
  readonly number: number;
  readonly job: Job;
  readonly instance: Instance;
  readonly startedAt = Date.now();
  stoppedAt: number | undefined;
  /** 0 until it has one. */
  exitCode = 0;
  statusReason = 'Essential container in task exited';
  timedOut = false;
  readonly #container: Container;

  constructor({ job, number, instance, endpoint, onMessage }: AttemptOptions) {
    this.job = job;
    this.number = number;
    this.instance = instance;
    const { queue, environment } = job.request;
    const variables = {
      ...environment,
      AWS_BATCH_JOB_ID: job.id,
      AWS_BATCH_JOB_ATTEMPT: String(number),
      AWS_BATCH_JQ_NAME: queue.name,
      AWS_BATCH_CE_NAME: queue.computeEnvironment,
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.metadata,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'conformance',
      AWS_SECRET_ACCESS_KEY: 'conformance',
    };
    this.#container = startContainer(variables, (message) => onMessage(message, this));
  }

  /** What the trainer has said on stderr. */
  get log(): readonly string[] {
    return this.#container.log;
  }

  /** Waits for the end. Nobody but Batch calls it. */
  async end(): Promise<void> {
    void this.job.terminated.then(() => this.#container.stop(GRACE));
    const { attemptSeconds } = this.job.request.definition;
    const late = attemptSeconds && setTimeout(() => this.#timeOut(), attemptSeconds * 1000);
    this.exitCode = await this.#container.exited;
    if (late) clearTimeout(late);
    this.stoppedAt = Date.now();
  }

  /** Has the instance's metadata announce the reclaim; the trainer may end before it comes. */
  announceReclaim(): void {
    this.instance.announceReclaim();
  }

  /** AWS takes the instance back. With draining on, as the launch template sets it, containers get SIGTERM first. */
  reclaim(): void {
    this.statusReason = `Host EC2 (instance ${this.instance.id}) terminated.`;
    this.#container.stop(GRACE);
  }

  get reclaimed(): boolean {
    return this.statusReason.startsWith('Host EC2');
  }

  /** https://docs.aws.amazon.com/batch/latest/APIReference/API_AttemptDetail.html */
  describe(): object {
    const { exitCode, stoppedAt, startedAt, statusReason, instance, job, number } = this;
    return {
      startedAt,
      stoppedAt,
      statusReason,
      container: {
        containerInstanceArn: `arn:aws:ecs:${REGION}:container-instance/${instance.id}`,
        taskArn: `arn:aws:ecs:${REGION}:task/${job.id}-${number}`,
        logStreamName: `trainer/default/${job.id}-${number}`,
        networkInterfaces: [],
        ...(stoppedAt && { exitCode }),
      },
    };
  }

  #timeOut(): void {
    this.timedOut = true;
    this.statusReason = 'Job attempt duration exceeded timeout';
    this.#container.stop(GRACE);
  }
}
