import { type Target, useRegion } from '../target.ts';
import { checkAccount } from './account.ts';
import { checkBootstrap } from './bootstrap.ts';
import type { Check } from './check.ts';
import { checkFailures } from './failures.ts';
import { checkImages } from './images.ts';
import { checkQueues } from './queues.ts';
import { checkQuotas } from './quotas.ts';
import { checkStack } from './stack.ts';

/** Everything that a search on AWS needs, from the account to the images. What rests on a failed check is left out. */
export async function examine(target: Target): Promise<readonly Check[]> {
  useRegion(target);
  const { checks: account, found } = await checkAccount();
  if (!found) return account;
  const bootstrap = await checkBootstrap(found);
  const quotas = await checkQuotas(found.region);
  const { checks: stack, outputs } = await checkStack(target.stack);
  const general = [...account, bootstrap, ...quotas, ...stack];
  if (!outputs) return general;
  const [queues, images, failures] = await Promise.all([
    checkQueues(outputs),
    checkImages(outputs),
    checkFailures(outputs.StateMachineArn, Date.now()),
  ]);
  return [...general, ...queues, ...images, failures];
}
