import { BatchClient, DescribeComputeEnvironmentsCommand, DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Account } from './account.ts';
import { ask } from './ask.ts';

/** What was deployed, as the services describe it. */

export async function definitionOf({ client }: Account, stateMachineArn: string): Promise<string> {
  return (await new SFNClient(client).send(new DescribeStateMachineCommand({ stateMachineArn }))).definition!;
}

/** @throws when there is no such table */
export async function tableOf({ client }: Account, TableName: string) {
  return (await new DynamoDBClient(client).send(new DescribeTableCommand({ TableName }))).Table!;
}

/** @throws when there is no such bucket */
export async function bucketPolicyOf({ client }: Account, Bucket: string): Promise<{ readonly Statement: unknown }> {
  return JSON.parse((await new S3Client(client).send(new GetBucketPolicyCommand({ Bucket }))).Policy!);
}

export async function functionOf(account: Account, name: string): Promise<object> {
  const path = `/2015-03-31/functions/${name}`;
  return JSON.parse(await ask(account, { service: 'lambda', method: 'GET', path })).Configuration;
}

/** The images that jobs run. */
export async function imagesOf({ client }: Account): Promise<readonly string[]> {
  const { jobDefinitions = [] } = await new BatchClient(client).send(new DescribeJobDefinitionsCommand({}));
  return jobDefinitions.map(({ containerProperties }) => containerProperties!.image!);
}

/** How many vCPUs the compute environments may have, the least first. */
export async function boundsOf({ client }: Account): Promise<readonly number[]> {
  const { computeEnvironments = [] } = await new BatchClient(client).send(new DescribeComputeEnvironmentsCommand({}));
  return computeEnvironments.map(({ computeResources }) => computeResources!.maxvCpus!).toSorted((a, b) => a - b);
}
