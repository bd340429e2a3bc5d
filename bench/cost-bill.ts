import type { Transitions } from './cost-events.ts';
import { besidesMachine, ON_DEMAND, PRICES, SPOT } from './cost-prices.ts';
import { phaseOf, type Search } from './cost-search.ts';
import { progressLine } from './cost-trainer.ts';
import { type ItemSizes, type Units, unitsOf } from './cost-units.ts';
import type { Call } from './cost-wire.ts';

export type Phase = 'loop' | 'once';

/** What a stretch of a search took of everything that AWS counts. */
export interface Counts extends Transitions, Units {
  readonly invocations: number;
  readonly lambdaSeconds: number;
  readonly jobs: number;
  /** Bytes of logs. */
  readonly logged: number;
}

/** A Lambda of lib/cloud/handler.ts has one GB. */
const LAMBDA_GB = 1;
/** An event of an execution as CloudWatch gets it, without data, and the three lines that Lambda writes of each invocation. */
const EVENT_BYTES = 500;
const INVOCATION_BYTES = 400;

export function countsOf(search: Search, calls: readonly Call[], sizes: ItemSizes, phase: Phase): Counts {
  const transitions = search.phases.get(phase)!;
  const invocations = search.invocations.filter(({ state }) => phaseOf(state) === phase);
  return {
    ...transitions,
    ...unitsOf(
      calls.filter((call) => call.phase.startsWith(phase)),
      sizes,
    ),
    invocations: invocations.length,
    lambdaSeconds: invocations.reduce((sum, { seconds }) => sum + seconds, 0),
    jobs: search.jobs[phase],
    logged:
      (transitions.parentHistory + transitions.childHistory) * EVENT_BYTES +
      invocations.length * INVOCATION_BYTES +
      search.logged[phase],
  };
}

/** US dollars for what was counted, by what it is paid for. Traces as if every execution were traced, which is too much. */
export function billOf(counts: Counts) {
  const parts = {
    transitions: (counts.parent + counts.children) * PRICES.transition.usd,
    lambda:
      counts.invocations * PRICES.lambdaRequest.usd + counts.lambdaSeconds * LAMBDA_GB * PRICES.lambdaGbSecond.usd,
    dynamoDb: counts.readUnits * PRICES.readUnit.usd + counts.writeUnits * PRICES.writeUnit.usd,
    s3: counts.puts * PRICES.s3Put.usd + counts.gets * PRICES.s3Get.usd,
    logs: (counts.logged / 1e9) * PRICES.logGb.usd,
    traces: counts.executions * PRICES.trace.usd,
  };
  return { ...parts, total: Object.values(parts).reduce((a, b) => a + b, 0) };
}

/** Payments and checkpoints of a container in an hour: one in 30 seconds each (meter.ts, lib/training/train.ts). */
const EVERY_30_SECONDS = 120;
/** Messages of a training about its progress in an hour (containers/trainer/environment.ts). */
const PROGRESS = 2 * 60;

/** US dollars an hour that a running container costs besides its machine. @param payment units of one payment */
export function containerHour(payment: Units) {
  const parts = {
    payments: EVERY_30_SECONDS * (payment.readUnits * PRICES.readUnit.usd + payment.writeUnits * PRICES.writeUnit.usd),
    checkpoints: EVERY_30_SECONDS * PRICES.s3Put.usd,
    progressLog: ((PROGRESS * progressLine) / 1e9) * PRICES.logGb.usd,
    diskAndAddress: besidesMachine,
  };
  return { ...parts, total: Object.values(parts).reduce((a, b) => a + b, 0) };
}

/** Minutes from a machine's boot to its trainer's start, the pull of the image included; no measurement of ours. */
const COLD_START = 4;

/** US dollars that one candidate costs for its machine. @param minutes of training, on a new machine */
export function machineOf(minutes: number, trialsPerJob: number, hourBesides: number) {
  const hours = (COLD_START / trialsPerJob + minutes) / 60;
  return {
    'minutes of training': minutes,
    'machine minutes': hours * 60,
    'spot, in the ledger': hours * SPOT.usdPerHour,
    'on demand, in the ledger': hours * ON_DEMAND.usdPerHour,
    'besides the ledger': hours * hourBesides,
  };
}
