import { AwsError, UnreachableError } from './errors.ts';

/** What the AWS SDK and Node tell of an error; nothing of it is sure to be there. */
interface Told {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  /** Set by the SDK on whatever a service answers. */
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const UNREACHABLE = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'];
const UNKNOWN_KEYS = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'AuthFailure',
  'IncompleteSignature',
];
const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden', 'AuthorizationError'];

/**
 * An error of the AWS SDK in words that say what to do, as an AwsError; any other error as it is. Goes by names, so that
 * nothing of the SDK is loaded: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html and
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function explainAwsError(error: unknown): unknown {
  if (error instanceof AwsError) return error;
  const { name = '', message = '', code = '', $metadata } = (error ?? {}) as Told;
  const as = (text: string) => new AwsError(text, { cause: error });
  if (message === 'Region is missing') {
    return as('region: got none; allowed: --region, AWS_REGION, or a profile that has one');
  }
  if (EXPIRED.includes(name) || (isCredentials(name) && /expired/i.test(message))) {
    return as('AWS credentials: got expired ones; allowed: new ones, as `aws sso login` or `aws login` gives');
  }
  if (isCredentials(name)) {
    return as(
      `AWS credentials: got none (${message}); allowed: a profile (aws configure sso, then AWS_PROFILE), or ` +
        'AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY',
    );
  }
  if (UNKNOWN_KEYS.includes(name)) {
    return as(`AWS credentials: got ones that AWS does not know (${message}); allowed: the keys of an AWS account`);
  }
  if (DENIED.includes(name) || ($metadata?.httpStatusCode === 403 && !/throttl/i.test(name)))
    return as(denial(message));
  if (UNREACHABLE.includes(code) || name === 'TimeoutError') {
    const text = `AWS cannot be reached (${message || code}); is the network up, and is the region right?`;
    return new UnreachableError(text, { cause: error });
  }
  return $metadata ? as(`AWS: ${name}: ${message}`) : error;
}

const isCredentials = (name: string) => name === 'CredentialsProviderError' || name === 'TokenProviderError';

/** IAM says which action; S3 sometimes only that access is denied. */
function denial(message: string): string {
  const [, principal] = /^User: (\S+)/.exec(message) ?? [];
  const [, action] = /not authorized to perform: ([\w:*-]+)/.exec(message) ?? [];
  const [, resource] = /on resource: (\S+?)\.?(?:\s|$)/.exec(message) ?? [];
  if (!action) return `AWS denies access (${message}); allowed: credentials with a policy that grants it`;
  const where = resource && resource !== '*' ? ` on ${resource}` : '';
  const who = principal ? ` to ${principal}` : '';
  return `AWS denies ${action}${where}${who}; allowed: credentials with a policy that grants ${action}`;
}
