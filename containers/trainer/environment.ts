import { STORE_VARIABLE } from '../../lib/store/environment.ts';
import { requiredVariable, TRAINER_VARIABLE, WORK_VARIABLE } from '../../lib/trial/environment.ts';
import type { WorkItem } from '../../lib/trial/trial.ts';

export interface TrainerEnvironment {
  readonly work: WorkItem;
  readonly store: string;
  /** The engine fingerprint that the search's trial keys are made with. */
  readonly trainer: string;
  /** Names this attempt: Batch's job and attempt, or something unique on a laptop. */
  readonly attempt: string;
}

/** The trainer's contract, the same for a container and a local child process. @throws Error naming a missing variable */
export function readEnvironment(environment: NodeJS.ProcessEnv): TrainerEnvironment {
  const { AWS_BATCH_JOB_ID: job, AWS_BATCH_JOB_ATTEMPT: number } = environment;
  return {
    work: JSON.parse(requiredVariable(environment, WORK_VARIABLE)) as WorkItem,
    store: requiredVariable(environment, STORE_VARIABLE),
    trainer: requiredVariable(environment, TRAINER_VARIABLE),
    attempt: job ? `${job}#${number}` : crypto.randomUUID(),
  };
}
