import { setImmediate } from 'node:timers/promises';
import { capOf } from '../../lib/pipeline/budget.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { attemptName } from '../../lib/trial/attempt.ts';
import type { Charge, Machine } from '../../lib/trial/charge.ts';
import { BUDGET_REACHED, INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { checkpointKey, modelPrefix } from '../../lib/trial/keys.ts';
import type { SearchWork } from '../../lib/trial/work-item.ts';
import { learns } from '../local/simulation.ts';

/** What befalls an attempt after so many ticks. */
export interface Fate {
  /** `notice`: it has time for a checkpoint; `sudden`: it has not; `unheard`: it goes on although it is given up. */
  readonly kind: 'runs' | 'notice' | 'sudden' | 'unheard';
  readonly ticks: number;
}

export interface Attempt {
  readonly name: string;
  readonly machine: Machine;
  readonly fate: Fate;
  /** Called when it has its place among all attempts. */
  readonly begun: () => void;
  /** Whether its job was terminated. */
  readonly isTerminated: () => boolean;
  /** Called for every second that the machine is used. */
  readonly use: (usd: number) => void;
}

/** Seconds of the machine's time that a tick of training takes, and ticks that a trial takes. */
const TICK = 10;
const TICKS = 4;
/** Seconds paid ahead. */
const INTERVAL = 30;

/**
 * The trainer's course (containers/trainer) without the training: leases, pays in advance, keeps checkpoints, publishes.
 * @returns the exit code; `reclaimed` when the machine went away under it
 */
export async function container(ports: Ports, work: SearchWork, attempt: Attempt): Promise<number | 'reclaimed'> {
  if (work.kind !== 'train') throw new Error('a search of the simulation begins prepared');
  const { fate, name, begun, isTerminated } = attempt;
  const holder = attemptName(await ports.trials.beginAttempt(work.searchId), name);
  begun();
  const meter = await meterOf(ports, work, attempt);
  let ticks = 0;
  for (const number of work.trials) {
    const ref = { searchId: work.searchId, number };
    const left = { ticks: await readTicks(ports, ref) };
    try {
      const trial = await ports.trials.lease(ref, holder);
      const known = await ports.trials.findResult(trial.key);
      if (known) {
        await ports.trials.complete(ref, holder, known);
        continue;
      }
      while (left.ticks < TICKS) {
        if (!(await meter.ready())) {
          await saveTicks(ports, ref, left.ticks);
          return BUDGET_REACHED;
        }
        await setImmediate();
        const reclaimed = ticks++ === fate.ticks && fate.kind !== 'runs' && fate.kind !== 'unheard';
        if (reclaimed && fate.kind === 'sudden') return 'reclaimed';
        if (reclaimed || isTerminated()) {
          await saveTicks(ports, ref, left.ticks);
          await meter.end();
          return INTERRUPTED;
        }
        meter.tick();
        left.ticks++;
      }
      const result = learns(trial);
      if (result.model) await ports.artefacts.put(`${modelPrefix(trial)}/model.json`, new TextEncoder().encode('{}'));
      await ports.trials.complete(ref, holder, result);
    } catch (error) {
      const { name: kind } = error as Error;
      if (kind !== 'LeaseLostError' && kind !== 'TrialFinishedError') throw error;
      // A later attempt works on the item: it is theirs, unless all that they did was to finish this trial.
      if ((await ports.trials.get(ref)).state === 'running') break;
    }
  }
  await meter.end();
  return 0;
}

type Ref = { readonly searchId: string; readonly number: number };

const readTicks = async ({ artefacts }: Ports, ref: Ref) => (await artefacts.get(checkpointKey(ref)))?.[0] ?? 0;
const saveTicks = ({ artefacts }: Ports, ref: Ref, ticks: number) =>
  artefacts.put(checkpointKey(ref), new Uint8Array([ticks]));

async function meterOf(ports: Ports, work: SearchWork & { kind: 'train' }, { name, machine, use }: Attempt) {
  const { searchId } = work;
  const { manifest } = await loadContext(ports, searchId);
  const search = await ports.trials.getSearch(searchId);
  const { kind } = await ports.trials.get({ searchId, number: work.trials[0]! });
  const cap = capOf(search, kind, manifest);
  const usd = (seconds: number) => (seconds * machine.usdPerHour) / 3600;
  let [used, paid] = [0, 0];
  const charge = (seconds: number, state: Charge['state']): Charge => ({
    attempt: name,
    work: work.trials.join(','),
    machine,
    since: '2026-01-01T00:00:00Z',
    seconds,
    usd: usd(seconds),
    state,
  });
  return {
    /** Whether another tick is paid for. */
    async ready(): Promise<boolean> {
      if (used + TICK <= paid) return true;
      try {
        await ports.ledger.pay(searchId, charge(paid + INTERVAL, 'running'), cap);
        paid += INTERVAL;
        return true;
      } catch (error) {
        if ((error as Error).name !== 'BudgetReachedError') throw error;
        await ports.ledger.pay(searchId, { ...charge(used, 'refused'), cap: cap! });
        return false;
      }
    },
    tick() {
      used += TICK;
      use(usd(TICK));
    },
    end: () => ports.ledger.pay(searchId, charge(used, 'ended')),
  };
}
