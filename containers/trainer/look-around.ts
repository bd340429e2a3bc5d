import { describeEngine } from '../../lib/engine/load.ts';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { type FoundMachine, findMachine } from '../../lib/machine/machine.ts';
import type { TrainerEnvironment } from './environment.ts';
import { expectGpu, findGpus } from './gpu.ts';
import { say } from './say.ts';
import { describeSurroundings } from './surroundings.ts';

/**
 * Says what there is to work with, and makes sure that it is what is expected; loads nothing.
 * @returns the machine, where somebody pays for it
 * @throws NoGpuError
 */
export async function lookAround(
  environment: TrainerEnvironment,
  variables: NodeJS.ProcessEnv,
): Promise<FoundMachine | undefined> {
  const engine = describeEngine();
  const { version } = detectBackend();
  const found = await findMachine(variables);
  const gpus = environment.expectsGpu || version.endsWith('-cuda') ? findGpus() : undefined;
  say(describeSurroundings({ environment, engine, gpus, found }));
  if (environment.expectsGpu) expectGpu(version, gpus);
  return found;
}
