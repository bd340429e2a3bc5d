/** Names of the variables that the state machine, the Lambdas, the local runner and the trainer share. */

/** Engine fingerprint that trial keys are made with; the trainer refuses to run under another. */
export const TRAINER_VARIABLE = 'SPOTNAS_TRAINER';

/** The trainer's work item as JSON (trial.ts: WorkItem). */
export const WORK_VARIABLE = 'SPOTNAS_WORK';

/** The value of a variable that must be set. @throws Error naming it */
export function requiredVariable(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}
