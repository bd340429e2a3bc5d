import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

/** What another computer has begun to send. */
export interface Remote {
  readonly body: AsyncIterable<Uint8Array>;
  /** How many bytes there are to come, where it is told. */
  readonly bytes?: number | undefined;
}

/** Another try would end in the same way. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 250;

/** Bytes of one file; more do not fit on the disk of a trainer. */
export const MAX_DOWNLOAD = 16 * 2 ** 30;

/** Writes to a file what `open` gives, and tries again when the connection is lost. @throws Error with the reason */
export async function download(path: string, open: () => Promise<Remote>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { body, bytes } = await open();
      await pipeline(whole(body, bytes), createWriteStream(path));
      return;
    } catch (error) {
      if (error instanceof RefusedError || attempt === ATTEMPTS) throw error;
      await setTimeout(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}

async function* whole(body: AsyncIterable<Uint8Array>, expected: number | undefined): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_DOWNLOAD) throw new RefusedError(`it has more than ${MAX_DOWNLOAD / 2 ** 30} GiB`);
    yield chunk;
  }
  if (expected !== undefined && bytes !== expected) throw new Error(`it ended after ${bytes} of ${expected} bytes`);
}
