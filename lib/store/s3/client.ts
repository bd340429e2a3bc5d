import { S3Client } from '@aws-sdk/client-s3';

/** Host names of buckets resolve at AWS only; an endpoint of one's own takes the bucket in the path. */
export const s3Client = (environment: NodeJS.ProcessEnv = process.env): S3Client =>
  new S3Client({
    maxAttempts: 8,
    forcePathStyle: Boolean(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL),
  });
