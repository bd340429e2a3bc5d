import { openStores } from '../store/open.ts';
import type { Stores } from '../store/ports.ts';
import { StackError } from './errors.ts';
import { readOutputs, type StackOutputs } from './outputs.ts';
import { describeStack, spotnasStacks } from './stack.ts';
import { type Target, useRegion } from './target.ts';

/** A deployed stack as commands see it. */
export interface Remote {
  readonly target: Target;
  readonly outputs: StackOutputs;
  readonly stores: Stores;
}

const DEPLOY = 'npx cdk deploy';

/**
 * Finds a deployed stack by its name, and in its outputs everything else.
 * @throws StackError when there is none, or one that another version of spotnas deployed
 */
export async function connect(
  target: Target,
  open: (location: string) => Promise<Stores> = openStores,
): Promise<Remote> {
  useRegion(target);
  const stack = await describeStack(target.stack);
  if (!stack) throw new StackError(await noStack(target));
  const { outputs, missing } = readOutputs(stack.outputs);
  if (!outputs) {
    throw new StackError(
      `--stack: got ${target.stack}, which is ${stack.status} and lacks the outputs ${missing.join(', ')}; ` +
        `allowed: a stack that this version of spotnas deployed (${DEPLOY})`,
    );
  }
  return { target, outputs, stores: await open(`aws:${outputs.TableName}/${outputs.BucketName}`) };
}

/** Looking for others is a courtesy: whoever may see one stack alone is told how to deploy. */
async function noStack({ stack, region }: Target): Promise<string> {
  const others = await spotnasStacks().catch(() => []);
  const where = region ? `in ${region}` : 'in your default region; --region names another';
  const allowed = others.length > 0 ? others.join(', ') : `a stack that is deployed: ${DEPLOY} makes Spotnas`;
  return `--stack: got ${stack}, which is not there (${where}); allowed: ${allowed}`;
}
