export interface RetryStrategy {
  /** How often a job runs at most. */
  readonly attempts: number;
  /** EvaluateOnExit. */
  readonly rules: readonly RetryRule[];
}

interface RetryRule {
  readonly retries: boolean;
  readonly onStatusReason?: string | undefined;
  readonly onReason?: string | undefined;
  readonly onExitCode?: string | undefined;
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly exitCode: number;
  /** Of the attempt: why it is over. */
  readonly statusReason: string;
  /** Of the container, where ECS had to say something. */
  readonly reason?: string;
}

/**
 * Whether Batch tries again after a failed attempt: as the first rule says whose every condition matches, and yes when
 * none does.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
export function triesAgain({ attempts, rules }: RetryStrategy, attempt: number, end: AttemptEnd): boolean {
  if (attempt >= attempts) return false;
  const matching = rules.find(
    ({ onStatusReason, onReason, onExitCode }) =>
      matches(onStatusReason, end.statusReason) &&
      matches(onReason, end.reason ?? '') &&
      matches(onExitCode, String(end.exitCode)),
  );
  return matching?.retries ?? true;
}

/** As DescribeJobs tells it. It travels in a failed job's description, where patterns meet its texts as well. */
export const describeStrategy = ({ attempts, rules }: RetryStrategy): object => ({
  attempts,
  evaluateOnExit: rules.map(({ retries, ...conditions }) => ({ ...conditions, action: retries ? 'RETRY' : 'EXIT' })),
});

/** A pattern may end with an asterisk, and takes no account of case. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const [a, b] = [pattern.toLowerCase(), text.toLowerCase()];
  return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
}
