import { describe, expect, it } from 'vitest';
import { AwsError } from '../../lib/remote/errors.ts';
import { explainAwsError } from '../../lib/remote/explain.ts';
import { awsError } from './stack.ts';

const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

describe('errors of AWS', () => {
  it.each<[string, Error, string]>([
    ['no region', new Error('Region is missing'), 'region: got none; allowed: --region, AWS_REGION'],
    [
      'no credentials',
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      'AWS credentials: got none (Could not load credentials from any providers); allowed: a profile',
    ],
    [
      'a session that has expired',
      named('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
      'AWS credentials: got expired ones; allowed: new ones',
    ],
    ['an expired token', awsError('ExpiredTokenException', 'expired', 403), 'AWS credentials: got expired ones'],
    [
      'unknown keys',
      awsError('InvalidClientTokenId', 'invalid', 403),
      'AWS credentials: got ones that AWS does not know',
    ],
    [
      'a denial with everything in it',
      awsError(
        'AccessDeniedException',
        'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: batch:ListJobs on resource: * because no identity-based policy allows it',
        403,
      ),
      'AWS denies batch:ListJobs to arn:aws:sts::1:assumed-role/a/b; allowed: credentials with a policy that grants batch:ListJobs',
    ],
    ['a denial without reasons', awsError('AccessDenied', 'Access Denied', 403), 'AWS denies access (Access Denied)'],
    ['a denial of another name', awsError('KMSAccess', 'not yours', 403), 'AWS denies access (not yours)'],
    [
      'no network',
      named('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }),
      'AWS cannot be reached (getaddrinfo',
    ],
    ['silence', named('TimeoutError', 'socket timed out'), 'AWS cannot be reached (socket timed out)'],
    [
      'anything else',
      awsError('StateMachineDoesNotExist', 'State Machine Does Not Exist'),
      'AWS: StateMachineDoesNotExist: ',
    ],
  ])('%s', (_, error, says) => {
    const explained = explainAwsError(error);
    expect(explained).toBeInstanceOf(AwsError);
    expect((explained as Error).message).toContain(says);
    expect((explained as Error).cause).toBe(error);
  });

  it('leaves other errors alone', () => {
    const error = new RangeError('got 3');
    expect(explainAwsError(error)).toBe(error);
    expect(explainAwsError('text')).toBe('text');
    expect(explainAwsError(undefined)).toBeUndefined();
  });
});
