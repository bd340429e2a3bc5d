import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { describeStack } from '../stack.ts';
import type { Account } from './account.ts';
import { type Check, failed, looked, ok, warning } from './check.ts';

/** What `cdk deploy` asks for: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const PARAMETER = '/cdk-bootstrap/hnb659fds/version';
const NEEDED = 6;

/** Whether CDK can deploy into the account and region. */
export const checkBootstrap = ({ account, region }: Account): Promise<Check> =>
  looked('CDK bootstrap', async () => {
    const todo = `npx cdk bootstrap aws://${account}/${region}`;
    const version = (await parameter()) ?? (await describeStack('CDKToolkit'))?.outputs.BootstrapVersion;
    if (version === undefined) return failed('CDK bootstrap', 'not done here', todo);
    if (Number(version) >= NEEDED) return ok('CDK bootstrap', `version ${version}`);
    return warning('CDK bootstrap', `version ${version}, older than ${NEEDED}`, todo);
  });

async function parameter(): Promise<string | undefined> {
  const client = new SSMClient({ maxAttempts: 8 });
  try {
    return (await client.send(new GetParameterCommand({ Name: PARAMETER }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
