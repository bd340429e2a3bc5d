import { systemClock } from '../containers/trainer/clock.ts';
import { measureFinalists } from '../containers/trainer/measure-finalists.ts';
import { openMeter } from '../containers/trainer/open-meter.ts';
import { prepare } from '../containers/trainer/prepare.ts';
import { trainTrials } from '../containers/trainer/train-trials.ts';
import type { CompileOptions, Engine, Program } from '../lib/engine/engine.ts';
import { randomStream } from '../lib/math/random.ts';
import type { Ports } from '../lib/pipeline/ports.ts';
import { attemptName } from '../lib/trial/attempt.ts';
import type { Machine } from '../lib/trial/charge.ts';
import type { SearchWork } from '../lib/trial/work-item.ts';
import { fakeEngine } from '../test/hardware/fake-engine.ts';
import { SPOT } from './cost-prices.ts';

export const TRAINER = 'layers/fake';

const random = randomStream(1, 'cost');

/** An engine whose trainings learn nothing, in no time. */
const engine: Engine = { ...fakeEngine(), compile };

function compile({ weights }: CompileOptions): Program {
  return {
    step: () => ({ loss: random.uniform(), correct: 0 }),
    evaluate: () => ({ loss: random.uniform(), accuracy: random.uniform() }),
    predict: () => new Float32Array(0),
    readState: () => weights,
    writeState: () => {},
    dispose: () => {},
  };
}

/**
 * A container's whole work in this process: what its supervisor (containers/trainer/supervise.ts) and the process that
 * trains (work.ts) ask of the stores, in their order.
 * @returns bytes of what it said, which is its log
 */
export async function container(ports: Ports, work: SearchWork, job: string): Promise<number> {
  const { searchId } = work;
  const machine: Machine = {
    instance: `i-0${job.padStart(16, '0').slice(-16)}`,
    type: SPOT.type,
    zone: 'us-east-1a',
    purchase: 'spot',
    usdPerHour: SPOT.usdPerHour,
    priceSource: 'spot-price-history',
  };
  let said = 0;
  const say = (line: string) => {
    said += logged(line);
  };
  const environment = {
    work,
    store: '',
    trainers: ports.trainers,
    attempt: job,
    role: 'supervisor',
    progressMs: 30_000,
    expectsGpu: false,
  } as const;
  const search = await ports.trials.getSearch(searchId);
  const meter = await openMeter({ environment, machine, stores: ports, search, clock: systemClock });
  const attempt = attemptName(await ports.trials.beginAttempt(searchId), job);
  await ports.trials.getSearch(searchId);
  if (work.kind === 'prepare') await prepare(ports, engine, searchId, say);
  else if (work.kind === 'measure') await measureFinalists(ports, engine, searchId, say);
  else
    await trainTrials(ports, engine, { ...work, ...environment, attempt, signal: new AbortController().signal, say });
  await meter.close();
  return said;
}

/** CloudWatch adds 26 bytes to each line: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const logged = (line: string) => Buffer.byteLength(line) + 26;

/** A trainer's message about its progress, of which it prints two a minute. */
export const progressLine = logged(
  JSON.stringify({
    type: 'progress',
    number: 1234,
    epoch: 1,
    epochs: 2,
    step: 100,
    steps: 406,
    loss: 1.234567890123456,
  }),
);
