import { describe, expect, it } from 'vitest';
import { isPassing } from '../../lib/store/passing.ts';

const serviceError = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

describe('a fault of a store', () => {
  it.each([
    ['a server that fails', serviceError('InternalServerError', 500)],
    ['a server that is overloaded', serviceError('SlowDown', 503)],
    ['too many requests', serviceError('ThrottlingException', 400)],
    ['a connection that breaks', serviceError('TimeoutError')],
    ['writes that collide again and again', serviceError('TransactionCanceledException', 400)],
    ['a download that breaks', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
  ])('passes: %s', (_, error) => expect(isPassing(error)).toBe(true));

  it.each([
    ['a call that is not allowed', serviceError('AccessDenied', 403)],
    ['a bucket that is not there', serviceError('NoSuchBucket', 404)],
    ['a fault of the training', new Error('out of memory')],
    ['anything else that is thrown', 'no'],
    ['nothing', undefined],
  ])('does not: %s', (_, error) => expect(isPassing(error)).toBe(false));
});
