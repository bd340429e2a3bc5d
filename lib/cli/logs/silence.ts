import type { Job } from '../../remote/jobs.ts';
import { table } from '../format.ts';

/** Why there is nothing to read: what the jobs wait for or died of. */
export function silenceText(jobs: readonly Job[], logGroup: string): string {
  if (jobs.length === 0) {
    return (
      'Batch knows no such job: none was submitted yet, or they ended more than a week ago. ' +
      `Older lines are in the log group ${logGroup}\n`
    );
  }
  const rows = jobs.map(({ name, status, reason = '' }) => [name, status, reason]);
  return `no trainer has said anything yet\n${table('lll', rows)}`;
}
