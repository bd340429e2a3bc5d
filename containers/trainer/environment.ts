import type { Ports } from '../../lib/pipeline/ports.ts';
import { STORE_VARIABLE } from '../../lib/store/environment.ts';
import {
  CPU_TRAINER_VARIABLE,
  EXPECT_GPU_VARIABLE,
  PROGRESS_VARIABLE,
  requiredVariable,
  SEARCH_VARIABLE,
  TRAINER_VARIABLE,
  WORK_VARIABLE,
} from '../../lib/trial/environment.ts';
import { readProfileWork, readWork, type WorkItem } from '../../lib/trial/work-item.ts';

/** Marks a process that does a part of a container's work, `2/3`: set by the process that started it. */
export const PART_VARIABLE = 'SPOTNAS_PART';

/** Gives the parts of a container one place among all attempts. */
export const ORDER_VARIABLE = 'SPOTNAS_ATTEMPT';

/** A log is paid for by the byte, and nobody reads this in it. */
const PROGRESS_MS = 30_000;

export interface TrainerEnvironment {
  readonly work: WorkItem;
  readonly store: string;
  /** The engine fingerprints that trial keys are made with. */
  readonly trainers: Ports['trainers'];
  /** Names this attempt to people: Batch's job and attempt, or something unique on a laptop. */
  readonly attempt: string;
  /** The attempt's place among all attempts (trial/attempt.ts), where the process that started this one has asked for it. */
  readonly order?: number;
  /**
   * A container's first process supervises: it pays for the machine and watches it, and starts others for the work, which
   * keeps its own process too busy to do either. On a laptop nothing is paid or watched, and one process is enough.
   */
  readonly role: 'supervisor' | 'part' | 'alone';
  /** Milliseconds between two messages about a trial's progress. */
  readonly progressMs: number;
  /** Whether to fail without a GPU. */
  readonly expectsGpu: boolean;
}

/** The trainer's contract, the same for a container and a local child process. @throws Error naming a missing variable */
export function readEnvironment(environment: NodeJS.ProcessEnv): TrainerEnvironment {
  // https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
  const { AWS_BATCH_JOB_ID: job, AWS_BATCH_JOB_ATTEMPT: number } = environment;
  const gpu = requiredVariable(environment, TRAINER_VARIABLE);
  const work = requiredVariable(environment, WORK_VARIABLE);
  return {
    work: readProfileWork(work) ?? readWork(requiredVariable(environment, SEARCH_VARIABLE), work),
    store: requiredVariable(environment, STORE_VARIABLE),
    trainers: { gpu, cpu: environment[CPU_TRAINER_VARIABLE] || gpu },
    attempt: job ? `${job}#${number}` : crypto.randomUUID(),
    ...(environment[ORDER_VARIABLE] && { order: Number(environment[ORDER_VARIABLE]) }),
    role: environment[PART_VARIABLE] ? 'part' : job ? 'supervisor' : 'alone',
    progressMs: Number(environment[PROGRESS_VARIABLE] ?? PROGRESS_MS),
    expectsGpu: Boolean(environment[EXPECT_GPU_VARIABLE]),
  };
}
