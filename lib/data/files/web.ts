import { RefusedError, type Remote } from './download.ts';

/** Longest silence of a server. */
const SILENCE_MS = 60_000;

const MAY_PASS = (status: number) => status === 408 || status === 429 || status >= 500;

/**
 * A file on the web. Redirects are followed, but never away from https.
 * @throws RefusedError when the server has no such file; Error when it does not answer
 */
export async function openAddress(address: string): Promise<Remote> {
  const silence = new AbortController();
  const watch = setTimeout(() => silence.abort(new Error(`no answer within ${SILENCE_MS / 1000} s`)), SILENCE_MS);
  try {
    const response = await fetch(address, { signal: silence.signal });
    const refusal = refusalOf(response);
    if (refusal) {
      await response.body?.cancel();
      throw refusal;
    }
    const length = response.headers.get('content-length');
    // The length of a body that was packed for its way is not that of the file.
    const bytes = length === null || response.headers.has('content-encoding') ? undefined : Number(length);
    return { body: watched(response.body!, watch), bytes };
  } catch (error) {
    clearTimeout(watch);
    const { cause } = error as Error;
    throw error instanceof TypeError && cause instanceof Error ? cause : error;
  }
}

function refusalOf({ ok, status, url, headers }: Response): Error | undefined {
  if (status === 404 || status === 410) return new RefusedError(`there is no such file: the server answers ${status}`);
  if (status === 401 || status === 403) return new RefusedError(`it is not public: the server answers ${status}`);
  if (!ok) return new (MAY_PASS(status) ? Error : RefusedError)(`the server answers ${status}`);
  if (!url.startsWith('https://')) return new RefusedError(`it leads to ${url}, away from https`);
  const type = headers.get('content-type') ?? '';
  return type.startsWith('text/html') ? new RefusedError(`it is a web page (${type}), not a file`) : undefined;
}

async function* watched(body: AsyncIterable<Uint8Array>, watch: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      watch.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(watch);
  }
}
