import { describeExecution, failedExecutions } from '../executions.ts';
import { type Check, looked, ok, warning } from './check.ts';

const NAME = 'recent executions';
const DAYS = 7;
const MAX = 10;

/** Whether searches have failed lately, and why the last one did. */
export const checkFailures = (stateMachineArn: string, now: number): Promise<Check> =>
  looked(NAME, async () => {
    const since = now - DAYS * 24 * 3600 * 1000;
    const recent = (await failedExecutions(stateMachineArn, MAX)).filter(({ stopped }) => stopped.getTime() >= since);
    const [last] = recent;
    if (!last) return ok(NAME, `none failed in ${DAYS} days`);
    const cause = (await describeExecution(last.arn))?.cause ?? 'no reason given';
    const count = `${recent.length}${recent.length === MAX ? ' or more' : ''}`;
    return warning(
      NAME,
      `${count} failed in ${DAYS} days, last ${last.name}: ${cause}`,
      `spotnas logs, and the execution: ${last.arn}`,
    );
  });
