import type { SearchRecord } from '../store/ports.ts';
import type { Execution } from './executions.ts';

/** Where a search on AWS stands. */
export type Standing =
  /** Neither the store nor Step Functions knows it. */
  | { readonly kind: 'unknown' }
  /** An execution has begun and does not hold the search yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  /** An execution with a long history has ended, the one that takes over does not hold the search yet. */
  | { readonly kind: 'between' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly cause: string }
  /** Its execution was ended from outside, which the search had no chance to note. */
  | { readonly kind: 'stopped'; readonly cause: string };

export interface Evidence {
  readonly search: SearchRecord | undefined;
  readonly execution: Execution | undefined;
  /** The execution was started for the search and does not hold it. */
  readonly isNew: boolean;
}

/** The store says what a search has noted of itself; its execution, whether anything goes on. */
export function standing({ search, execution, isNew }: Evidence): Standing {
  if (isNew || !search) return beginning(execution);
  if (search.status === 'complete') return { kind: 'complete' };
  if (search.status === 'failed') return { kind: 'failed', cause: search.cause ?? 'no reason given' };
  if (!execution)
    return { kind: 'stopped', cause: 'AWS has forgotten its execution, as it does 90 days after the end' };
  if (execution.status === 'RUNNING') return { kind: 'running' };
  return execution.status === 'SUCCEEDED' ? { kind: 'between' } : ended(execution);
}

function beginning(execution: Execution | undefined): Standing {
  if (!execution) return { kind: 'unknown' };
  if (execution.status === 'RUNNING') return { kind: 'starting' };
  return execution.status === 'SUCCEEDED' ? { kind: 'unknown' } : ended(execution);
}

const ended = ({ status, cause = 'no reason given' }: Execution): Standing =>
  status === 'ABORTED' ? { kind: 'stopped', cause } : { kind: 'failed', cause };
