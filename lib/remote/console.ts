import { parseArn } from './arn.ts';

/** The console has a host per partition: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const HOSTS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Where a browser shows an execution. */
export function executionLink(arn: string): string {
  const { partition, region } = parseArn(arn);
  return `https://${region}.${HOSTS[partition] ?? HOSTS.aws}/states/home?region=${region}#/v2/executions/details/${arn}`;
}
