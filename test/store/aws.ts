import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { vi } from 'vitest';

/** A server that acts as DynamoDB and S3, such as moto_server: `http://127.0.0.1:5000`. */
export const endpoint = process.env.SPOTNAS_TEST_AWS_ENDPOINT;

/** Why suites that need it do not run, where they do not. */
export const skip = endpoint ? undefined : 'SPOTNAS_TEST_AWS_ENDPOINT is not set';

/** Lets clients that are made from now on find the servers that act as AWS. */
export function pointAt({ dynamoDb, s3 }: { dynamoDb: string; s3: string }): void {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamoDb);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
}

/** Makes a table as lib/cloud/storage.ts does, and a bucket. @returns the location of both */
export async function makeStores(): Promise<string> {
  const name = `t-${randomUUID()}`;
  const hash = { AttributeName: 'pk', KeyType: 'HASH' } as const;
  const range = { AttributeName: 'sk', KeyType: 'RANGE' } as const;
  await new DynamoDBClient().send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hash, range],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: name }));
  return `aws:${name}/${name}`;
}
