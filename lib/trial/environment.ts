/** Names of the variables that the state machine, the Lambdas, the local runner and the trainer share. */

/** Engine fingerprint that trial keys are made with; the trainer refuses to run under another. */
export const TRAINER_VARIABLE = 'SPOTNAS_TRAINER';

/** The same for searches that train on CPUs, and for whatever measures devices; SPOTNAS_TRAINER where there is one engine. */
export const CPU_TRAINER_VARIABLE = 'SPOTNAS_CPU_TRAINER';

/** The search that a trainer works for. */
export const SEARCH_VARIABLE = 'SPOTNAS_SEARCH';

/** The trainer's work item as text (work-item.ts). */
export const WORK_VARIABLE = 'SPOTNAS_WORK';

/** Milliseconds between two messages about a trial's progress, where somebody reads them. */
export const PROGRESS_VARIABLE = 'SPOTNAS_PROGRESS_MS';

/** Set where a trainer without a GPU is a mistake. */
export const EXPECT_GPU_VARIABLE = 'SPOTNAS_EXPECT_GPU';

/** Set to `true` where searches may bring code of their own: a space that is a module. */
export const SPACE_MODULES_VARIABLE = 'SPOTNAS_SPACE_MODULES';

/** The value of a variable that must be set. @throws Error naming it */
export function requiredVariable(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}
