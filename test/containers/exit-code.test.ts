import { describe, expect, it } from 'vitest';
import { exitCode, type StopReason } from '../../containers/trainer/exit-code.ts';
import type { Ending } from '../../containers/trainer/parts.ts';
import { BUDGET_REACHED, INTERRUPTED } from '../../lib/trial/exit-codes.ts';

const ended = (end: number | NodeJS.Signals): Ending =>
  typeof end === 'number' ? { code: end, signal: null } : { code: null, signal: end };

describe('exitCode', () => {
  it.each<[string, (number | NodeJS.Signals)[], StopReason | undefined, number]>([
    ['all is done', [0, 0], undefined, 0],
    ['all was done before the stop was heard', [0, 0], 'budget', 0],
    ['a part fails', [0, 1], undefined, 1],
    ['a part is killed, as by the kernel when memory runs out', [0, 'SIGKILL'], undefined, 1],
    ['a part crashes', ['SIGSEGV', 0], undefined, 1],
    ['parts stop for the notice', [INTERRUPTED, 0], 'notice', INTERRUPTED],
    ['a part is not ready to be stopped', ['SIGTERM', 0], 'SIGTERM', INTERRUPTED],
    ['somebody stops one part', [INTERRUPTED, 0], undefined, INTERRUPTED],
    ['a part fails while another stops', [1, INTERRUPTED], 'notice', INTERRUPTED],
    ['money is used up', [INTERRUPTED, 0], 'budget', BUDGET_REACHED],
    ['money is used up and a part fails', [INTERRUPTED, 1], 'budget', BUDGET_REACHED],
    ['money is used up and a part takes too long', ['SIGKILL', 0], 'budget', BUDGET_REACHED],
    ['the ledger is gone', [INTERRUPTED], 'unpaid', INTERRUPTED],
  ])('when %s', (_case, ends, reason, code) => {
    expect(exitCode(ends.map(ended), reason)).toBe(code);
  });
});
