import type { Remote } from '../remote/connect.ts';
import type { Execution } from '../remote/executions.ts';
import type { Machines } from '../remote/machines.ts';
import { overview, type SearchOverview } from './overview.ts';
import { machinesText, spentText } from './progress/cloud.ts';
import type { StoredProgress } from './remote-search.ts';

/** How far a search on AWS is. */
export interface RemoteOverview extends Omit<SearchOverview, 'status'> {
  /** `stopped`: its execution was ended from outside. */
  readonly status: SearchOverview['status'] | 'stopped';
  readonly execution?: Execution;
  /** Where a browser shows the execution. */
  readonly console?: string;
  /** Paid for machines so far, and the limit, in US dollars. */
  readonly spentUsd: number;
  readonly limitUsd?: number;
  readonly machines: Machines;
}

export async function remoteOverview({ stores }: Remote, progress: StoredProgress): Promise<RemoteOverview> {
  const { search, execution, standing, spentUsd, limitUsd, machines } = progress;
  const seen = await overview(stores, search);
  const { executionLink } = await import('../remote/console.ts');
  const isOver = standing.kind === 'failed' || standing.kind === 'stopped';
  return {
    ...seen,
    ...(isOver && { status: standing.kind, cause: standing.cause }),
    ...(execution && { execution, console: executionLink(execution.arn) }),
    spentUsd,
    ...(limitUsd !== undefined && { limitUsd }),
    machines,
  };
}

/** What is known of a search on AWS beyond one on this computer, as rows of a table. */
export function remoteRows(seen: RemoteOverview): readonly (readonly [string, string])[] {
  const { execution, console } = seen;
  return [
    ['spent', `${spentText(seen)} for machines`],
    ['machines', machinesText(seen.machines)],
    ...(execution ? [['execution', `${execution.status}, ${execution.arn}`] as const] : []),
    ...(console ? [['console', console] as const] : []),
  ];
}
