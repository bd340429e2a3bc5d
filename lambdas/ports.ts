import type { Ports } from '../lib/pipeline/ports.ts';
import { STORE_VARIABLE } from '../lib/store/environment.ts';
import { openStores } from '../lib/store/open.ts';
import { CPU_TRAINER_VARIABLE, requiredVariable, TRAINER_VARIABLE } from '../lib/trial/environment.ts';

const opened = new Map<string, Promise<Ports>>();

/** The ports that a handler's environment names, opened once per process. @throws Error naming a missing variable. */
export function openPorts(environment: NodeJS.ProcessEnv): Promise<Ports> {
  const location = requiredVariable(environment, STORE_VARIABLE);
  const gpu = requiredVariable(environment, TRAINER_VARIABLE);
  const cpu = environment[CPU_TRAINER_VARIABLE] ?? gpu;
  const key = `${location} ${gpu} ${cpu}`;
  const ports = opened.get(key) ?? openStores(location).then((stores) => ({ ...stores, trainers: { gpu, cpu } }));
  opened.set(key, ports);
  return ports;
}
