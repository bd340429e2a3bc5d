import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';

/** Makes a table as lib/cloud/storage.ts does, and a bucket of the same name. */
export async function makeStores(endpoint: string): Promise<string> {
  const name = `cost-${crypto.randomUUID()}`;
  const hash = { AttributeName: 'pk', KeyType: 'HASH' } as const;
  const range = { AttributeName: 'sk', KeyType: 'RANGE' } as const;
  await new DynamoDBClient({ endpoint }).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hash, range],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  await new S3Client({ endpoint, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: name }));
  return name;
}
