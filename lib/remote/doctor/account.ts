import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { explainAwsError } from '../explain.ts';
import { type Check, failed, ok } from './check.ts';

/** Who asks, and where. */
export interface Account {
  readonly account: string;
  readonly region: string;
}

/** Region and credentials; without them nothing else can be looked at. */
export async function checkAccount(): Promise<{ readonly checks: readonly Check[]; readonly found?: Account }> {
  const client = new STSClient({ maxAttempts: 3 });
  let region: string;
  try {
    region = await client.config.region();
  } catch (error) {
    const todo = 'give --region, set AWS_REGION, or name one in your profile: aws configure set region eu-west-1';
    return { checks: [failed('region', message(error), todo)] };
  }
  const here = ok('region', region);
  try {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { checks: [here, ok('credentials', Arn)], found: { account: Account, region } };
  } catch (error) {
    const todo = 'log in: aws login, or aws sso login; then try aws sts get-caller-identity';
    return { checks: [here, failed('credentials', message(error), todo)] };
  }
}

const message = (error: unknown) => (explainAwsError(error) as Error).message;
