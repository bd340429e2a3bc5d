/** How a trainer's process ends, as Batch and the state machine tell endings apart. */

/** Interrupted by SIGTERM or the notice of a reclaim, checkpoint written: Batch tries again. The shell's code for SIGTERM. */
export const INTERRUPTED = 143;

/** The search's budget is used up, checkpoint written: trying again is for nothing until somebody raises it. */
export const BUDGET_REACHED = 75;
