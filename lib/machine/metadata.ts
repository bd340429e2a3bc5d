/** What an EC2 instance tells about itself. */
export interface Metadata {
  /**
   * The value of a category such as `instance-type`; undefined where the instance has none (404).
   * @throws when the service does not answer, or answers anything else
   */
  get(category: string): Promise<string | undefined>;
}

/** The AWS SDKs read the same variable: https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-client.html */
export const ENDPOINT_VARIABLE = 'AWS_EC2_METADATA_SERVICE_ENDPOINT';

const ENDPOINT = 'http://169.254.169.254';
/** Six hours, the longest that a token may live, in seconds. */
const TOKEN_SECONDS = 21_600;
/** The service is one hop away: what takes longer than this is lost. */
const TIMEOUT_MS = 1000;
const TRIES = 4;
const PAUSE_MS = 250;

/**
 * The instance metadata service, version 2: a token first, then the values.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export function instanceMetadata(environment: NodeJS.ProcessEnv = process.env): Metadata {
  const root = new URL('/latest/', environment[ENDPOINT_VARIABLE] || ENDPOINT);
  let token: Promise<string> | undefined;

  const request = (path: string, init: RequestInit) =>
    fetch(new URL(path, root), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

  async function newToken(): Promise<string> {
    const headers = { 'X-aws-ec2-metadata-token-ttl-seconds': String(TOKEN_SECONDS) };
    const response = await request('api/token', { method: 'PUT', headers });
    if (!response.ok) throw new Error(`instance metadata: no token, HTTP ${response.status}`);
    return response.text();
  }

  async function once(category: string): Promise<string | undefined> {
    token ??= newToken();
    try {
      const headers = { 'X-aws-ec2-metadata-token': await token };
      const response = await request(`meta-data/${category}`, { headers });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`instance metadata: ${category}, HTTP ${response.status}`);
      return await response.text();
    } catch (error) {
      // 401 says that the token has expired; after any other fault a new one does no harm.
      token = undefined;
      throw error;
    }
  }

  return {
    async get(category) {
      for (let tried = 1; ; tried++) {
        try {
          return await once(category);
        } catch (error) {
          if (tried === TRIES) throw error;
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tried));
        }
      }
    },
  };
}
