import { GetObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../store/s3/client.ts';
import { parseS3Address, S3_ADDRESS } from '../s3-address.ts';
import { RefusedError, type Remote } from './download.ts';

/**
 * An object in S3. Region and credentials are found as the AWS SDK finds them: on AWS those of the trainer, which may read
 * the stack's own bucket. The SDK repeats what another try may mend.
 * @throws RefusedError in the words of whoever wrote the address
 */
export async function openObject(path: string): Promise<Remote> {
  const address = parseS3Address(path);
  if (!address) throw new RefusedError(`it is not of the form ${S3_ADDRESS}`);
  try {
    const request = new GetObjectCommand({ Bucket: address.bucket, Key: address.key });
    const { Body, ContentLength: bytes } = await s3Client().send(request);
    return { body: Body as unknown as AsyncIterable<Uint8Array>, bytes };
  } catch (error) {
    throw new RefusedError(reason(error as Error, address.bucket), { cause: error });
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function reason({ name, message }: Error, bucket: string): string {
  switch (name) {
    case 'NoSuchKey':
      return 'there is no such object';
    case 'NoSuchBucket':
      return `there is no bucket ${bucket}`;
    case 'AccessDenied':
      return `AWS denies s3:GetObject; a search on AWS may read the bucket of its stack`;
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return `bucket ${bucket} is in another region`;
    default:
      return message;
  }
}
