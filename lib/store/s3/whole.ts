import { setTimeout } from 'node:timers/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 100;

/**
 * All bytes of an object. The SDK tries a request again until the answer has begun; a connection that dies after that is
 * its caller's to mend: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-guidelines.html
 * @param request gives up by itself, after its own retries; its errors are passed on
 */
export async function untilWhole(request: () => Promise<GetObjectCommandOutput>): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const { Body } = await request();
    try {
      return await Body!.transformToByteArray();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}
