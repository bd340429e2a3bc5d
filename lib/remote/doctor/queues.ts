import {
  BatchClient,
  type ComputeEnvironmentDetail,
  DescribeComputeEnvironmentsCommand,
  DescribeJobQueuesCommand,
  type JobQueueDetail,
} from '@aws-sdk/client-batch';
import type { StackOutputs } from '../outputs.ts';
import { profileQueues } from '../profile-queues.ts';
import { type Check, failed, looked, ok, warning } from './check.ts';

/** The job queues of the stack and the compute environments behind them: all VALID and ENABLED. */
export const checkQueues = (outputs: StackOutputs): Promise<readonly Check[]> => {
  const client = new BatchClient({ maxAttempts: 8 });
  const queues: readonly (readonly [string, string])[] = [
    ['queue of GPU spot', outputs.GpuQueueArn],
    ['queue of GPU on-demand', outputs.GpuOnDemandQueueArn],
    ['queue of CPU spot', outputs.CpuQueueArn],
    ['queue of CPU on-demand', outputs.CpuOnDemandQueueArn],
    ...[...profileQueues(outputs)].map(([type, { queue }]) => [`queue of ${type}`, queue] as const),
  ];
  return Promise.all(queues.map(([name, arn]) => looked(name, () => checkQueue(client, name, arn))));
};

async function checkQueue(client: BatchClient, name: string, arn: string): Promise<Check> {
  const { jobQueues = [] } = await client.send(new DescribeJobQueuesCommand({ jobQueues: [arn] }));
  const [queue] = jobQueues;
  if (!queue) return failed(name, `there is no ${arn}`, 'npx cdk deploy');
  const names = (queue.computeEnvironmentOrder ?? []).map(({ computeEnvironment }) => computeEnvironment!);
  const describe = new DescribeComputeEnvironmentsCommand({ computeEnvironments: names });
  const { computeEnvironments = [] } = names.length > 0 ? await client.send(describe) : {};
  const troubles = [queueTrouble(queue), ...computeEnvironments.map(environmentTrouble)].filter((t) => t !== undefined);
  const changing = [queue, ...computeEnvironments].some(({ status }) => status === 'UPDATING' || status === 'CREATING');
  if (computeEnvironments.length === 0) return failed(name, 'has no compute environment', 'npx cdk deploy');
  if (troubles.length === 0) {
    const vcpus = computeEnvironments.reduce((sum, { computeResources }) => sum + (computeResources?.maxvCpus ?? 0), 0);
    return ok(name, `ready, up to ${vcpus} vCPUs`);
  }
  const found = troubles.join('; ');
  return changing ? warning(name, found, 'wait for its end') : failed(name, found, todoOf(queue, computeEnvironments));
}

const queueTrouble = ({ state, status, statusReason }: JobQueueDetail) =>
  trouble('the queue', state, status, statusReason);
const environmentTrouble = ({ state, status, statusReason }: ComputeEnvironmentDetail) =>
  trouble('its compute environment', state, status, statusReason);

const trouble = (what: string, state = 'unknown', status = 'unknown', reason?: string) =>
  state === 'ENABLED' && status === 'VALID'
    ? undefined
    : `${what} is ${status} and ${state}${reason ? `: ${reason}` : ''}`;

/** What is only switched off is switched on again; Batch's own reason says what an INVALID one needs. */
function todoOf(queue: JobQueueDetail, environments: readonly ComputeEnvironmentDetail[]): string {
  if (queue.state === 'DISABLED') {
    return `aws batch update-job-queue --job-queue ${queue.jobQueueName} --state ENABLED`;
  }
  const off = environments.find(({ state }) => state === 'DISABLED');
  if (off) {
    return `aws batch update-compute-environment --compute-environment ${off.computeEnvironmentName} --state ENABLED`;
  }
  return 'mend what the reason names, then npx cdk deploy: https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html';
}
