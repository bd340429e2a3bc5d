import { dynamoClient } from './dynamodb/client.ts';
import { dynamoLedger } from './dynamodb/ledger.ts';
import { dynamoTrials } from './dynamodb/trial-store.ts';
import type { Stores } from './ports.ts';
import { s3Artefacts } from './s3/artefacts.ts';
import { s3Client } from './s3/client.ts';

/** The stores of a deployed stack (lib/cloud/storage.ts). Region and credentials are found as the AWS SDK finds them. */
export const openAws = (table: string, bucket: string): Stores => {
  const items = { client: dynamoClient(), table };
  return { trials: dynamoTrials(items), ledger: dynamoLedger(items), artefacts: s3Artefacts(s3Client(), bucket) };
};
