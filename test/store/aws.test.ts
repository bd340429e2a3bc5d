import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, vi } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import type { Stores } from '../../lib/store/ports.ts';
import { artefactStoreSuite, trialStoreSuite } from '../suites/store.ts';

/** A server that acts as DynamoDB and S3, such as moto_server: `http://127.0.0.1:5000`. */
const endpoint = process.env.SPOTNAS_TEST_AWS_ENDPOINT;
const skip = endpoint ? undefined : 'SPOTNAS_TEST_AWS_ENDPOINT is not set';

beforeAll(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

/** A table as lib/cloud/storage.ts makes it, and a bucket. */
async function open(): Promise<Stores> {
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
  return openStores(`aws:${name}/${name}`);
}

trialStoreSuite('trials in DynamoDB', async () => (await open()).trials, { skip });
artefactStoreSuite('artefacts in S3', async () => (await open()).artefacts, { skip });
