/** What the AWS SDK adds to every error of a service or of the connection to it. */
interface ServiceError {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly name: string;
  readonly code?: string;
}

/**
 * Whether an error comes from a store that could not be reached or was overloaded, for longer than the SDK's own retries
 * last. It says nothing of the work that met it: the same call may go through later.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function isPassing(error: unknown): boolean {
  const { $metadata, name, code } = (error ?? {}) as Partial<ServiceError>;
  if (code !== undefined && BROKEN.has(code)) return true;
  if (!$metadata || name === undefined) return false;
  const { httpStatusCode: status } = $metadata;
  return status === undefined || status === 429 || status >= 500 || OVERLOADED.test(name);
}

/** By name: their status is 400, as that of a faulty request. */
const OVERLOADED = /throttl|slowdown|toomanyrequests|TransactionCanceled|TransactionConflict|ProvisionedThroughput/i;

/** Node's codes of connections that break in mid-body, where the SDK adds nothing: https://nodejs.org/api/errors.html */
const BROKEN = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ERR_STREAM_PREMATURE_CLOSE']);
