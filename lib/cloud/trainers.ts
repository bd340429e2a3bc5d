import { CPU_TRAINER_VARIABLE, TRAINER_VARIABLE } from '../trial/environment.ts';

/** Engine fingerprints (lib/engine/fingerprint.ts) of the trainers on GPUs and on CPUs, part of every trial key. */
export interface Trainers {
  readonly gpu: string;
  readonly cpu: string;
}

/** The variables by which Lambdas and trainers learn them. */
export const trainerVariables = ({ gpu, cpu }: Trainers): Record<string, string> => ({
  [TRAINER_VARIABLE]: gpu,
  [CPU_TRAINER_VARIABLE]: cpu,
});
