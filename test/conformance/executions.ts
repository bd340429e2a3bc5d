import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';

export type ExecutionEnd = Pick<DescribeExecutionCommandOutput, 'status' | 'error' | 'cause'>;

/** The executions of one state machine. */
export class Executions {
  readonly #client: SFNClient;
  readonly #machine: string;

  constructor(client: SFNClient, machine: string) {
    this.#client = client;
    this.#machine = machine;
  }

  /** Starts an execution. @returns its ARN */
  async start(name: string, input: object): Promise<string> {
    const start = new StartExecutionCommand({ stateMachineArn: this.#machine, name, input: JSON.stringify(input) });
    return (await this.#client.send(start)).executionArn!;
  }

  /** Waits for the end of an execution. */
  async ended(executionArn: string): Promise<ExecutionEnd> {
    for (;;) {
      const { status, error, cause } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return { status, ...(error && { error }), ...(cause && { cause }) };
      await delay(100);
    }
  }

  async run(name: string, input: object): Promise<ExecutionEnd> {
    return this.ended(await this.start(name, input));
  }

  async stop(executionArn: string): Promise<ExecutionEnd> {
    await this.#client.send(new StopExecutionCommand({ executionArn }));
    return this.ended(executionArn);
  }

  /** The names of all executions there have been, newest first. */
  async names(): Promise<readonly string[]> {
    return (await this.#list()).map(({ name }) => name!);
  }

  /** What has happened in an execution; what happens inside a distributed map is not part of it, as on AWS. */
  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    return (await this.#client.send(new GetExecutionHistoryCommand({ executionArn }))).events!;
  }

  /** The states that an execution has entered, in order. */
  async states(executionArn: string): Promise<readonly string[]> {
    return (await this.history(executionArn)).flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? []);
  }

  async stopAll(): Promise<void> {
    const running = (await this.#list()).filter(({ status }) => status === 'RUNNING');
    await Promise.all(running.map(({ executionArn }) => this.stop(executionArn!)));
  }

  async #list() {
    return (await this.#client.send(new ListExecutionsCommand({ stateMachineArn: this.#machine }))).executions!;
  }
}
