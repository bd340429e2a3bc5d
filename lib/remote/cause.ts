/** The parts of AWS's own reports that say why. */
interface Report {
  /** Of a Lambda: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
  readonly errorMessage?: unknown;
  /** Of a Batch job: https://docs.aws.amazon.com/batch/latest/APIReference/API_JobDetail.html */
  readonly StatusReason?: unknown;
  readonly Container?: { readonly Reason?: unknown; readonly ExitCode?: unknown };
}

/** Why an execution ended, in one line: what Lambda and Batch report as JSON is reduced to its message. */
export function readableCause(error: string | undefined, cause: string | undefined): string {
  const text = cause === undefined || cause === '' ? '' : messageIn(cause);
  if (!error) return text || 'no reason given';
  return text ? `${error}: ${text}` : error;
}

function messageIn(cause: string): string {
  let report: Report | null;
  try {
    report = JSON.parse(cause) as Report | null;
  } catch {
    return cause;
  }
  const { errorMessage, StatusReason, Container } = report ?? {};
  const batch = [StatusReason, Container?.Reason].filter(Boolean).join(': ');
  const code = Container?.ExitCode === undefined ? '' : ` (exit code ${Container.ExitCode})`;
  if (typeof errorMessage === 'string') return errorMessage;
  return batch ? batch + code : cause;
}
