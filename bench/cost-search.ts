import { resolve } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { handler as latencyPredictor } from '../lambdas/latency-predictor/handler.ts';
import { openPorts } from '../lambdas/ports.ts';
import { handler as strategy } from '../lambdas/strategy/handler.ts';
import { localDefinition } from '../lib/local/definition.ts';
import { workOf } from '../lib/local/trainer.ts';
import { STORE_VARIABLE } from '../lib/store/environment.ts';
import { CPU_TRAINER_VARIABLE, TRAINER_VARIABLE } from '../lib/trial/environment.ts';
import { type Size, specOf } from './cost-data.ts';
import { type Payloads, readEvents, type Transitions } from './cost-events.ts';
import { container, TRAINER } from './cost-trainer.ts';
import type { Wire } from './cost-wire.ts';

/** One invocation of a Lambda. */
export interface Invocation {
  readonly state: string;
  readonly seconds: number;
}

export interface Search extends Size {
  readonly id: string;
  readonly phases: ReadonlyMap<string, Transitions>;
  readonly payloads: Payloads;
  readonly invocations: readonly Invocation[];
  readonly jobs: { readonly loop: number; readonly once: number };
  /** Bytes of the trainers' logs, without their progress. */
  readonly logged: { readonly loop: number; readonly once: number };
}

/** States that every generation enters; the others are entered once in a search. */
const LOOP = new Set([
  'Propose',
  'PredictLatency',
  'GenerationFilled',
  'TrainGeneration',
  'TrainTrials',
  'Collect',
  'Continue',
]);

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:WorkflowSearch12345678-abcdefghijkl';

export const phaseOf = (state: string) => (LOOP.has(state) ? 'loop' : 'once');

const definition = localDefinition(resolve(import.meta.dirname, '..'), TRAINER);

/** Runs a search through the synthesised state machine, the Lambdas' handlers and the stores at `location`. */
export async function runSearch(wire: Wire, location: string, id: string, size: Size): Promise<Search> {
  Object.assign(process.env, {
    [STORE_VARIABLE]: location,
    [TRAINER_VARIABLE]: TRAINER,
    [CPU_TRAINER_VARIABLE]: TRAINER,
  });
  const ports = await openPorts(process.env);
  const invocations: Invocation[] = [];
  const jobs = { loop: 0, once: 0 };
  const logged = { loop: 0, once: 0 };

  const lambda = (state: string, handler: (event: never) => Promise<unknown>) => async (event: unknown) => {
    wire.phase = `${phaseOf(state)} ${state}`;
    const begun = performance.now();
    const answer = await handler(event as never);
    invocations.push({ state, seconds: (performance.now() - begun) / 1000 });
    return answer;
  };
  const batch = (state: string) => async (job: unknown) => {
    const phase = phaseOf(state);
    wire.phase = `${phase} trainer`;
    const number = ++jobs[phase];
    logged[phase] += await container(ports, workOf(job as never), `${crypto.randomUUID()}-${number}#1`);
    return {};
  };

  const machine = JSON.parse(definition.text) as { States: States };
  const resources = new Map(tasks(machine.States));
  const lambdaOf = (state: string) => definition.handlers.get(resources.get(state)!);
  const handlers = Object.fromEntries(
    [...resources.keys()].map((state) => {
      const name = lambdaOf(state);
      return [state, name ? lambda(state, name === 'strategy' ? strategy : latencyPredictor) : batch(state)];
    }),
  );
  const execution = new StateMachine(machine as never).run(
    { spec: specOf(size), searchId: id, maxConcurrency: 16 } as never,
    {
      overrides: { taskResourceLocalHandlers: handlers as never },
      // As long as AWS's own names: they travel with the state.
      context: { Execution: { Name: id, Id: `${MACHINE}:${id}` }, StateMachine: { Id: MACHINE } },
    },
  );
  const [events] = await Promise.all([
    readEvents(execution.eventLogs, phaseOf, (state) => !lambdaOf(state)),
    execution.result,
  ]);
  return { id, ...size, ...events, invocations, jobs, logged };
}

type States = Readonly<
  Record<string, { Type: string; Resource?: string; ItemProcessor?: { readonly States: States } }>
>;

/** Every task, those inside maps too, with what it calls. */
function tasks(states: States): readonly (readonly [string, string])[] {
  return Object.entries(states).flatMap(([name, { Type, Resource, ItemProcessor }]) => [
    ...(Type === 'Task' ? [[name, Resource!] as const] : []),
    ...(ItemProcessor ? tasks(ItemProcessor.States) : []),
  ]);
}
