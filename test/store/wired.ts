import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { openStores } from '../../lib/store/open.ts';
import type { Stores } from '../../lib/store/ports.ts';
import { endpoint, makeStores, pointAt, skip } from './aws.ts';
import { type Front, frontOf } from './front.ts';
import { type Fault, wireTo } from './wire.ts';

/** What stands between the stores under test and AWS. */
export interface Wired {
  /** Empty stores. */
  open(): Promise<Stores>;
  /** Makes connections die with the next requests that these faults name. */
  breakWith(...faults: readonly Fault[]): void;
  /** Faults that have met no request yet. */
  left(): number;
}

/** Tests of the AWS stores over connections that die, where there is a server that acts as AWS. */
export function describeWired(name: string, cases: (wired: Wired) => void): void {
  describe.skipIf(skip)(`${name}${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
    const faults: Fault[] = [];
    let servers: readonly Pick<Front, 'close'>[] = [];

    beforeAll(async () => {
      const front = await frontOf(endpoint!);
      const dynamoDb = await wireTo(front.url, faults);
      const s3 = await wireTo(endpoint!, faults);
      servers = [dynamoDb, s3, front];
      pointAt({ dynamoDb: dynamoDb.url, s3: s3.url });
    });
    afterEach(() => {
      faults.length = 0;
    });
    afterAll(() => Promise.all(servers.map((server) => server.close())));

    cases({
      open: async () => openStores(await makeStores()),
      breakWith: (...more) => faults.push(...more),
      left: () => faults.length,
    });
  });
}
