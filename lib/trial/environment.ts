/** Names of the variables that the state machine, the Lambdas, the local runner and the trainer share. */

/** Engine fingerprint that trial keys are made with; the trainer refuses to run under another. */
export const TRAINER_VARIABLE = 'SPOTNAS_TRAINER';

/** The trainer's work item as JSON (trial.ts: WorkItem). */
export const WORK_VARIABLE = 'SPOTNAS_WORK';
