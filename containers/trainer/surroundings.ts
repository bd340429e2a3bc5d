import { totalmem } from 'node:os';
import type { EngineDescription } from '../../lib/engine/load.ts';
import type { FoundMachine } from '../../lib/machine/machine.ts';
import { workText } from '../../lib/trial/work-item.ts';
import type { TrainerEnvironment } from './environment.ts';

export interface Surroundings {
  readonly environment: TrainerEnvironment;
  readonly engine: EngineDescription;
  /** As nvidia-smi tells them; undefined where it is not. */
  readonly gpus: readonly string[] | undefined;
  /** Undefined where nobody pays for the machine. */
  readonly found: FoundMachine | undefined;
}

/** What a trainer sees when it starts, as lines of `name: value`: what a person asks first when something is wrong. */
export function describeSurroundings({ environment, engine, gpus, found }: Surroundings): string {
  const { work, attempt } = environment;
  const lines = {
    node: `${process.version} on ${process.platform} ${process.arch}`,
    engine: `${engine.fingerprint}, ${engine.reason}`,
    gpu: gpus ? gpus.join('; ') || 'none' : undefined,
    memory: memory(),
    machine: found && describeMachine(found),
    search: work.kind === 'profile' ? undefined : work.searchId,
    work: workText(work),
    attempt,
  };
  return Object.entries(lines)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${`${name}:`.padEnd(9)}${value}`)
    .join('\n');
}

function describeMachine({ machine, note }: FoundMachine): string {
  const { instance, type, zone, purchase, usdPerHour, priceSource } = machine;
  const price = `${usdPerHour} USD an hour (${priceSource})`;
  return `${type} ${instance} in ${zone}, ${purchase}, ${price}${note ? `; ${note}` : ''}`;
}

function memory(): string {
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const limit = process.constrainedMemory();
  // Without a limit the number is 0 or beyond all memory.
  return limit > 0 && limit < totalmem() ? `${gib(limit)} of the machine's ${gib(totalmem())}` : gib(totalmem());
}
