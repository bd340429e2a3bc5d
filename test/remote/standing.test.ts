import { describe, expect, it } from 'vitest';
import type { ExecutionStatus } from '../../lib/remote/executions.ts';
import { standing } from '../../lib/remote/standing.ts';
import type { SearchRecord } from '../../lib/store/ports.ts';

const search = (status: SearchRecord['status'], cause?: string): SearchRecord => ({
  id: 'a',
  spec: {},
  status,
  ...(cause && { cause }),
});
const execution = (status: ExecutionStatus, cause?: string) => ({ arn: 'arn', status, ...(cause && { cause }) });

describe('where a search stands', () => {
  it.each([
    [undefined, undefined, { kind: 'unknown' }],
    [undefined, execution('RUNNING'), { kind: 'starting' }],
    [undefined, execution('SUCCEEDED'), { kind: 'unknown' }],
    [undefined, execution('FAILED', 'bad'), { kind: 'failed', cause: 'bad' }],
    [undefined, execution('ABORTED'), { kind: 'stopped', cause: 'no reason given' }],
    [search('complete'), execution('SUCCEEDED'), { kind: 'complete' }],
    [search('complete'), undefined, { kind: 'complete' }],
    [search('failed', 'bad'), execution('FAILED', 'worse'), { kind: 'failed', cause: 'bad' }],
    [search('running'), execution('RUNNING'), { kind: 'running' }],
    [search('running'), execution('SUCCEEDED'), { kind: 'between' }],
    [search('running'), execution('ABORTED', 'me'), { kind: 'stopped', cause: 'me' }],
    [search('running'), execution('TIMED_OUT', 'slow'), { kind: 'failed', cause: 'slow' }],
    [search('running'), undefined, { kind: 'stopped', cause: expect.stringContaining('90 days') }],
  ])('%j, %j: %j', (record, seen, expected) => {
    expect(standing({ search: record, execution: seen, isNew: false })).toEqual(expected);
  });

  it('is that of a new execution, whatever an earlier one has left', () => {
    const left = search('failed', 'before');
    expect(standing({ search: left, execution: execution('RUNNING'), isNew: true })).toEqual({ kind: 'starting' });
    expect(standing({ search: left, execution: execution('FAILED', 'now'), isNew: true })).toEqual({
      kind: 'failed',
      cause: 'now',
    });
  });
});
