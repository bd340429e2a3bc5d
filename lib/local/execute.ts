import { type RunOptions, StateMachine } from 'aws-local-stepfunctions';
import type { LambdaName, LocalDefinition } from './definition.ts';
import type { BatchJob } from './trainer.ts';

/** What stands in for AWS when the state machine runs here. */
export interface Services {
  readonly lambda: (name: LambdaName, event: unknown, state: string) => Promise<unknown>;
  readonly batch: (job: BatchJob) => Promise<void>;
}

/** What StartExecution takes. */
export interface StartRequest {
  readonly Name: string;
  readonly Input: object;
}

/** How a failed execution ended, as Step Functions would say it. */
export class ExecutionFailedError extends Error {
  constructor(error: string, cause: string) {
    super(cause || error);
    this.name = error;
  }
}

export interface ExecuteOptions {
  readonly services: Services;
  readonly signal: AbortSignal;
  /** Waits so long before every retry, instead of what the definition says. */
  readonly retryMs?: number;
}

type State = {
  readonly Type: string;
  readonly Resource?: string;
  readonly ItemProcessor?: { readonly States: States };
};
type States = Readonly<Record<string, State>>;
type Handler = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>[string];
type Json = Awaited<ReturnType<Handler>>;

/**
 * Executes a state machine's text with the local interpreter: Lambda tasks go to the handlers, Batch tasks to the
 * trainer. An execution that another takes over from is followed by that one. Aborting stops it between states.
 * @throws ExecutionFailedError when the execution ends in a Fail state or on an error nobody catches.
 */
export async function execute(
  definition: LocalDefinition,
  first: StartRequest,
  options: ExecuteOptions,
): Promise<void> {
  let next: StartRequest | undefined = first;
  while (next && !options.signal.aborted) next = await executeOnce(definition, next, options);
}

/** @returns what takes over, if anything does */
async function executeOnce(
  definition: LocalDefinition,
  { Name, Input }: StartRequest,
  { services, signal, retryMs }: ExecuteOptions,
): Promise<StartRequest | undefined> {
  let successor: StartRequest | undefined;
  const machine = JSON.parse(definition.text) as { States: States };
  const handlers = Object.fromEntries(
    tasks(machine.States).map(([state, resource]) => [state, handlerFor(state, resource)]),
  );
  const stateMachine = new StateMachine(machine as never);
  const execution = stateMachine.run(Input as never, {
    overrides: {
      taskResourceLocalHandlers: handlers,
      ...(retryMs !== undefined && {
        retryIntervalOverrides: Object.fromEntries(Object.keys(handlers).map((state) => [state, retryMs])),
      }),
    },
    context: { Execution: { Name, Id: Name }, StateMachine: { Id: 'local' } },
    noThrowOnAbort: true,
  });
  const abort = () => execution.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await execution.result;
    return successor;
  } catch (error) {
    throw asFailure(error);
  } finally {
    signal.removeEventListener('abort', abort);
  }

  function handlerFor(state: string, resource: string): Handler {
    const lambda = definition.handlers.get(resource);
    if (lambda) return async (event) => (await services.lambda(lambda, event, state)) as Json;
    if (resource.endsWith(':batch:submitJob.sync')) {
      return async (job) => {
        await services.batch(job as unknown as BatchJob);
        return {};
      };
    }
    if (resource.endsWith(':states:startExecution')) {
      return async (request) => {
        successor = request as unknown as StartRequest;
        return {};
      };
    }
    throw new Error(`state ${state}: nothing here runs ${resource}`);
  }
}

/** Every task state, those inside maps too: handlers are found by the state's name. */
function tasks(states: States): readonly (readonly [string, string])[] {
  return Object.entries(states).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state.Resource!] as const] : []),
    ...(state.ItemProcessor ? tasks(state.ItemProcessor.States) : []),
  ]);
}

function asFailure(error: unknown): Error {
  const wrapped = (error as { getWrappedError?: unknown; cause?: unknown }).cause ?? error;
  const { name = 'Error', message = String(wrapped) } = wrapped as Error;
  return new ExecutionFailedError(name, message);
}
