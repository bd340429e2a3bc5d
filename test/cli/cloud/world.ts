import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import type { Context } from '../../../lib/cli/context.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { connect } from '../../../lib/remote/connect.ts';
import { createSpace } from '../../../lib/space/registry.ts';
import { parseSpecification } from '../../../lib/spec/parse.ts';
import type { Specification } from '../../../lib/spec/specification.ts';
import { openStores } from '../../../lib/store/open.ts';
import type { Charge } from '../../../lib/trial/charge.ts';
import { hashJson } from '../../../lib/trial/json.ts';
import type { JsonObject, Trial } from '../../../lib/trial/trial.ts';
import { executionOf, stackOf } from '../../remote/stack.ts';
import { fakeStepFunctions } from '../../remote/step-functions.ts';
import { command, folderWith, SPEC } from '../harness.ts';

/** A deployed stack whose stores are in a folder, and what happens in it while a command waits. */
export async function deployedStack() {
  const cloudFormation = mockClient(CloudFormationClient);
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf()] });
  const { sdk, executions } = fakeStepFunctions();
  const stores = await openStores(`file:${folderWith()}`);
  /** What happens in each pause, the first one first. */
  const future: (() => Promise<unknown> | unknown)[] = [];
  const context: Pick<Context, 'connect' | 'pause'> = {
    connect: (target) => connect(target, async () => stores),
    pause: async () => {
      const next = future.shift();
      if (!next) throw new Error('the command waits for something that does not happen');
      await next();
    },
  };
  return {
    stores,
    executions,
    stepFunctions: sdk,
    cloudFormation,
    future,
    spotnas: (...argv: readonly string[]) => command(argv, context),
  };
}

export type Stack = Awaited<ReturnType<typeof deployedStack>>;

export const specOf = (text = SPEC): Specification => parseSpecification(text, 'a.yaml');

/** A search that an execution of its own name holds. */
export async function searchOn({ stores, executions }: Stack, id: string, text = SPEC): Promise<void> {
  executions.set(id, { status: 'RUNNING' });
  await stores.trials.createSearch(id, specOf(text) as unknown as JsonObject);
  await stores.trials.holdSearch(id, { execution: executionOf(id) });
}

/** Adds predicted trials 1 to `count`, or final ones from `from` on. */
export async function proposeOn(
  { stores }: Stack,
  searchId: string,
  numbers: readonly number[],
  more: Partial<Trial> = {},
) {
  const spec = specOf();
  const space = createSpace(spec.space);
  await stores.trials.propose(
    numbers.map((number) => {
      const architecture = space.sample(randomStream(number, 'test'));
      const common = { searchId, kind: 'search', generation: 1, round: 1, state: 'proposed', seed: 0 } as const;
      const identity = { architecture, architectureId: hashJson(architecture), key: `key-${number}` };
      return { ...common, number, ...identity, recipe: spec.recipe, ...more };
    }),
  );
  for (const number of numbers) {
    await stores.trials.predict({ searchId, number }, { latencyMs: 1.5, parameters: 4321 }, true);
  }
}

export async function completeOn(
  { stores }: Stack,
  searchId: string,
  number: number,
  accuracy: number,
  more: object = {},
) {
  await stores.trials.lease({ searchId, number }, 'attempt');
  const result = { metrics: { accuracy, loss: 0.1, ...more }, curve: [accuracy], weightsHash: 'abc' };
  await stores.trials.complete({ searchId, number }, 'attempt', result);
}

export const leaseOn = ({ stores }: Stack, searchId: string, number: number) =>
  stores.trials.lease({ searchId, number }, 'attempt');

/** An attempt that works now, paid for an hour. */
export const chargeOf = (more: Partial<Charge> = {}): Charge => ({
  attempt: 'job-1#1',
  work: '1,2,3,4',
  machine: {
    instance: 'i-1',
    type: 'g5.xlarge',
    zone: 'eu-west-1a',
    purchase: 'spot',
    usdPerHour: 0.42,
    priceSource: 'spot-price-history',
  },
  since: new Date().toISOString(),
  seconds: 3600,
  usd: 0.42,
  state: 'running',
  ...more,
});
