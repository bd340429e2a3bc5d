import type { StackOutputs } from './outputs.ts';

/** Where a stack measures one instance type (lib/cloud/profiling.ts). */
export interface ProfileQueue {
  readonly queue: string;
  readonly definition: string;
}

/** The instance types that a deployed stack can measure; none unless it was deployed with `profileTypes`. */
export const profileQueues = ({
  ProfileQueues,
}: Pick<StackOutputs, 'ProfileQueues'>): ReadonlyMap<string, ProfileQueue> =>
  new Map(Object.entries(JSON.parse(ProfileQueues ?? '{}') as Readonly<Record<string, ProfileQueue>>));
