import type { StateMachine } from 'aws-local-stepfunctions';

export type Event =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer E, unknown, unknown> ? E : never;

/**
 * Entries that a state makes in its execution's history when nothing goes wrong: entered and exited, and what is between.
 * A Lambda is scheduled, started, succeeds; a job is scheduled, started, submitted, succeeds; a distributed map and its run
 * start and succeed. https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
const ENTRIES = { lambda: 5, job: 6, Map: 6, Choice: 2, Pass: 2, Succeed: 2, Fail: 1, Wait: 2, Parallel: 4 } as const;

/** What a stretch of the search entered. */
export interface Transitions {
  /** Of the search's own execution, and of those that maps start for each of their items. */
  parent: number;
  children: number;
  /** Entries in the history of the search's execution, and in those of the children. */
  parentHistory: number;
  childHistory: number;
  /** Children: a distributed map runs each of its items as an execution. */
  executions: number;
}

export interface Payloads {
  /** The most bytes that a state was given or handed on, and which. */
  largest: { state: string; bytes: number };
  /** The most bytes that the items of a map handed on together. */
  mapOutput: { state: string; bytes: number };
}

/**
 * Reads an execution's events as they come.
 * @param phaseOf the stretch that a state belongs to
 * @param isJob whether a task is a job; it is a Lambda otherwise
 */
export async function readEvents(
  events: AsyncIterable<Event>,
  phaseOf: (state: string) => string,
  isJob: (state: string) => boolean,
) {
  const phases = new Map<string, Transitions>();
  const payloads: Payloads = { largest: { state: '', bytes: 0 }, mapOutput: { state: '', bytes: 0 } };
  let handedOn = 0;
  const phase = (state: string) => {
    const none = { parent: 0, children: 0, parentHistory: 0, childHistory: 0, executions: 0 };
    const found = phases.get(phaseOf(state)) ?? none;
    phases.set(phaseOf(state), found);
    return found;
  };
  const note = (kept: { state: string; bytes: number }, state: string, bytes: number) => {
    if (bytes > kept.bytes) Object.assign(kept, { state, bytes });
  };
  for await (const event of events) {
    if (event.type === 'StateEntered') {
      const { name, type, input } = event.state;
      const isChild = event.index !== undefined;
      const at = phase(name);
      at[isChild ? 'children' : 'parent']++;
      at[isChild ? 'childHistory' : 'parentHistory'] +=
        ENTRIES[type === 'Task' ? (isJob(name) ? 'job' : 'lambda') : type];
      if (type === 'Map') handedOn = 0;
      note(payloads.largest, name, bytes(input));
    } else if (event.type === 'StateExited') {
      note(payloads.largest, event.state.name, bytes(event.state.output));
    } else if (event.type === 'MapIterationSucceeded') {
      const { name } = event.parentState;
      const at = phase(name);
      at.executions++;
      // Begun and succeeded.
      at.childHistory += 2;
      handedOn += bytes((event as { output?: unknown }).output) + 1;
      note(payloads.mapOutput, name, handedOn + 1);
    } else if (event.type === 'StateRetried' || event.type === 'StateFailed' || event.type === 'ExecutionFailed') {
      throw new Error(`nothing should go wrong here: ${JSON.stringify(event).slice(0, 1000)}`);
    }
  }
  return { phases, payloads };
}

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? null));
