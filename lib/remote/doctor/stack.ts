import { explainAwsError } from '../explain.ts';
import { readOutputs, type StackOutputs } from '../outputs.ts';
import { type DescribedStack, describeStack, spotnasStacks } from '../stack.ts';
import { type Check, failed, ok, warning } from './check.ts';

/** The stack and its outputs; without them there is nothing to look at. */
export async function checkStack(
  name: string,
): Promise<{ readonly checks: readonly Check[]; readonly outputs?: StackOutputs }> {
  let stack: DescribedStack | undefined;
  try {
    stack = await describeStack(name);
  } catch (error) {
    const { message } = explainAwsError(error) as Error;
    return { checks: [failed('stack', message, 'mend that and run spotnas doctor again')] };
  }
  if (!stack) return { checks: [await missing(name)] };
  const { outputs, missing: lacking } = readOutputs(stack.outputs);
  const checks = [health(name, stack)];
  if (outputs) return { checks: [...checks, ok('outputs', 'all there')], outputs };
  return {
    checks: [...checks, failed('outputs', `lacks ${lacking.join(', ')}`, 'deploy this version: npx cdk deploy')],
  };
}

async function missing(name: string): Promise<Check> {
  const others = await spotnasStacks().catch(() => []);
  const todo = others.length > 0 ? `--stack ${others.join(' or ')}, or npx cdk deploy` : 'npx cdk deploy';
  return failed('stack', `there is no ${name} in this account and region`, todo);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
function health(name: string, { status, reason }: DescribedStack): Check {
  const found = `${name} is ${status}${reason ? `: ${reason}` : ''}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok('stack', found);
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    return warning('stack', found, 'the last deployment was undone: npx cdk deploy says why');
  }
  if (/_IN_PROGRESS$/.test(status) && !/^DELETE/.test(status)) return warning('stack', found, 'wait for its end');
  return failed(
    'stack',
    found,
    /^(ROLLBACK|CREATE)/.test(status) ? 'npx cdk destroy, then npx cdk deploy' : 'npx cdk deploy',
  );
}
