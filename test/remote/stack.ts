import type { StackOutputs } from '../../lib/remote/outputs.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

const queue = (name: string) => `arn:aws:batch:${REGION}:${ACCOUNT}:job-queue/${name}`;
const image = (tag: string) => `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/cdk-assets-${ACCOUNT}:${tag}`;

export const outputs: StackOutputs = {
  StateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Search`,
  BucketName: 'spotnas-bucket',
  TableName: 'spotnas-table',
  TrainerLogGroupName: 'spotnas-trainers',
  GpuQueueArn: queue('GpuSpot'),
  GpuOnDemandQueueArn: queue('GpuOnDemand'),
  CpuQueueArn: queue('CpuSpot'),
  CpuOnDemandQueueArn: queue('CpuOnDemand'),
  TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:Topic`,
  GpuImageUri: image('gpu'),
  CpuImageUri: image('cpu'),
};

/** A stack as CloudFormation describes it. */
export const stackOf = (given: object = outputs, more: object = {}) => ({
  StackName: 'Spotnas',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Description: 'spotnas: neural architecture search on spot GPUs',
  Outputs: Object.entries(given).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  ...more,
});

export const executionOf = (name: string) =>
  outputs.StateMachineArn.replace(':stateMachine:', ':execution:').concat(`:${name}`);

/** An error as a service sends it. */
export const awsError = (name: string, message: string, status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status }, $fault: 'client' });
