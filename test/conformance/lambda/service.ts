import type { Answer, Call } from '../aws/front-door.ts';
import { refusal } from '../aws/front-door.ts';
import type { FunctionError, LambdaFunction } from './function.ts';

/** What a test has happen instead of an invocation. */
export type Fault =
  /** Lambda itself refuses, e.g. with 500 ServiceException or 429 TooManyRequestsException. */
  | { readonly status: number; readonly code: string }
  /** The handler throws, or (Sandbox.Timedout) never answers. */
  | FunctionError;

export interface Invocation {
  /** ARN of the function. */
  readonly function: string;
  readonly event: { readonly step?: string; readonly [name: string]: unknown };
}

/** The API of AWS Lambda over the functions of a template. */
export class LambdaService {
  /** All there have been, those too that a fault kept from the function. */
  readonly invocations: Invocation[] = [];
  /** Asked before every invocation. */
  intercept: (invocation: Invocation) => Fault | undefined = () => undefined;
  readonly #functions: ReadonlyMap<string, LambdaFunction>;

  constructor(functions: ReadonlyMap<string, LambdaFunction>) {
    this.#functions = functions;
  }

  /** How often a step of lambdas/strategy was invoked. */
  count(step: string): number {
    return this.invocations.filter(({ event }) => event.step === step).length;
  }

  readonly answer = async ({ path, body }: Call): Promise<Answer> => {
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path) ?? [];
    const arn = decodeURIComponent(name);
    const lambda = this.#functions.get(arn);
    if (!lambda) return refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
    const invocation: Invocation = { function: arn, event: JSON.parse(body || '{}') };
    const fault = this.intercept(invocation);
    this.invocations.push(invocation);
    if (fault && 'status' in fault) return refusal(fault.status, fault.code, 'by order of the test');
    const outcome = fault ? { error: fault } : await lambda.invoke(invocation.event);
    if ('result' in outcome) return { body: JSON.stringify(outcome.result) };
    return { headers: { 'x-amz-function-error': 'Unhandled' }, body: JSON.stringify(outcome.error) };
  };

  async close(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((lambda) => lambda.close()));
  }
}
