/** An object in S3. */
export interface S3Address {
  readonly bucket: string;
  readonly key: string;
}

/** How an object is written down. */
export const S3_ADDRESS = 's3://bucket/key';

const PREFIX = 's3://';

/** Whether a path means an object in S3 and not a file, well written or not. */
export const isInS3 = (path: string): boolean => path.startsWith(PREFIX);

/**
 * The object that a path names; undefined when it names none. Bucket names:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function parseS3Address(path: string): S3Address | undefined {
  const [, bucket, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/.exec(path) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

export const s3Address = ({ bucket, key }: S3Address): string => `${PREFIX}${bucket}/${key}`;
