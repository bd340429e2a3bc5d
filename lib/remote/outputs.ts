/** What a deployed stack tells of itself (lib/cloud/stack.ts). */
const REQUIRED = [
  'StateMachineArn',
  'BucketName',
  'TableName',
  'TrainerLogGroupName',
  'GpuQueueArn',
  'GpuOnDemandQueueArn',
  'CpuQueueArn',
  'CpuOnDemandQueueArn',
  'TopicArn',
  'GpuImageUri',
  'CpuImageUri',
] as const;

export type StackOutputs = Readonly<Record<(typeof REQUIRED)[number], string>> & {
  readonly DashboardName?: string;
  /** JSON (profile-queues.ts). */
  readonly ProfileQueues?: string;
};

/** The outputs by name, where they are those of this version of spotnas. */
export function readOutputs(given: Readonly<Record<string, string>>): {
  readonly outputs: StackOutputs | undefined;
  readonly missing: readonly string[];
} {
  const missing = REQUIRED.filter((name) => !given[name]);
  return { outputs: missing.length === 0 ? (given as StackOutputs) : undefined, missing };
}
