import { hostname } from 'node:os';
import type { Machine } from '../trial/charge.ts';
import { instanceMetadata, type Metadata } from './metadata.ts';
import { type Price, priceOf } from './price.ts';

export interface FoundMachine {
  readonly machine: Machine;
  /** What a person should know about it. */
  readonly note?: string;
}

export interface MachineSources {
  readonly metadata?: Metadata;
  readonly price?: (of: Pick<Machine, 'type' | 'zone' | 'purchase'>) => Promise<Price>;
}

/**
 * The machine that this process runs on, where somebody pays for it by the second: on AWS Batch, which sets AWS_BATCH_JOB_ID
 * (https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html). Anywhere else undefined: a computer of one's own
 * costs nothing. Never throws.
 *
 * Categories: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html#instancedata-data-categories
 */
export async function findMachine(
  environment: NodeJS.ProcessEnv = process.env,
  { metadata = instanceMetadata(environment), price = priceOf }: MachineSources = {},
): Promise<FoundMachine | undefined> {
  if (!environment.AWS_BATCH_JOB_ID) return undefined;
  const { note: unread, ...instance } = await readInstance(metadata);
  const { note: unpriced, ...priced } = await price(instance);
  const notes = [unread, unpriced].filter((text) => text !== undefined);
  return { machine: { ...instance, ...priced }, ...(notes.length > 0 && { note: notes.join('; ') }) };
}

type Instance = Omit<Machine, 'usdPerHour' | 'priceSource'>;

async function readInstance(metadata: Metadata): Promise<Instance & { readonly note?: string }> {
  try {
    // One after the other: they share the token that the first one fetches.
    const instance = await required(metadata, 'instance-id');
    const type = await required(metadata, 'instance-type');
    const zone = await required(metadata, 'placement/availability-zone');
    const lifeCycle = await metadata.get('instance-life-cycle');
    // `on-demand`, `spot`, `scheduled` or `capacity-block`: what is not spot costs what on demand costs, or less.
    return { instance, type, zone, purchase: lifeCycle === 'spot' ? 'spot' : 'on-demand' };
  } catch (error) {
    const note = `the instance does not say what it is, ${(error as Error).message}`;
    return { instance: `unknown (${hostname()})`, type: 'unknown', zone: 'unknown', purchase: 'on-demand', note };
  }
}

async function required(metadata: Metadata, category: string): Promise<string> {
  const value = await metadata.get(category);
  if (!value) throw new Error(`instance metadata: no ${category}`);
  return value;
}
