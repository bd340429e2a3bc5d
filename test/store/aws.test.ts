import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import { artefactStoreSuite, ledgerSuite, raceSuite, trialStoreSuite } from '../suites/store.ts';
import { endpoint, makeStores, pointAt, skip } from './aws.ts';
import { type Front, frontOf } from './front.ts';

let front: Front | undefined;
beforeAll(async () => {
  if (!endpoint) return;
  front = await frontOf(endpoint);
  pointAt({ dynamoDb: front.url, s3: endpoint });
});
afterAll(() => front?.close());

const open = async () => openStores(await makeStores());

trialStoreSuite('trials in DynamoDB', async () => (await open()).trials, { skip });
ledgerSuite('payments in DynamoDB', async () => (await open()).ledger, { skip });
raceSuite('races in DynamoDB', open, { skip });
artefactStoreSuite('artefacts in S3', async () => (await open()).artefacts, { skip });

it.skipIf(skip)('transactions did collide, as they do at AWS', () => {
  expect(front!.collisions.count).toBeGreaterThan(0);
});
