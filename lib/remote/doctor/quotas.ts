import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { type Check, failed, looked, ok, warning } from './check.ts';

interface Quota {
  readonly name: string;
  readonly code: string;
  /** vCPUs that one trainer takes (lib/cloud/compute.ts). */
  readonly perTrainer: number;
  readonly trainer: string;
  /** What is lost without it; nothing can run where it is left out. */
  readonly without?: string;
}

/** Running instances, in vCPUs: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-quotas.html */
export const QUOTAS: readonly Quota[] = [
  { name: 'quota of GPU spot', code: 'L-3819A6DF', perTrainer: 4, trainer: 'GPU trainer' },
  {
    name: 'quota of GPU on-demand',
    code: 'L-DB2E81BA',
    perTrainer: 4,
    trainer: 'GPU trainer',
    without: 'work whose spot machines are taken back again and again waits for nothing',
  },
  { name: 'quota of CPU spot', code: 'L-34B43A08', perTrainer: 2, trainer: 'CPU trainer' },
  {
    name: 'quota of CPU on-demand',
    code: 'L-1216C47A',
    perTrainer: 2,
    trainer: 'CPU trainer',
    without: 'work whose spot machines are taken back again and again waits for nothing',
  },
];

/** Trainers side by side that a request for more asks for. */
const WISHED = 16;

export const checkQuotas = (region: string): Promise<readonly Check[]> => {
  const client = new ServiceQuotasClient({ maxAttempts: 8 });
  return Promise.all(QUOTAS.map((quota) => looked(quota.name, () => checkQuota(client, quota, region))));
};

async function checkQuota(client: ServiceQuotasClient, quota: Quota, region: string): Promise<Check> {
  const { name, code, perTrainer, trainer, without } = quota;
  const vcpus = await valueOfQuota(client, code);
  const trainers = Math.floor(vcpus / perTrainer);
  const found = `${vcpus} vCPUs`;
  if (trainers >= 1) return ok(name, `${found}, ${trainers} ${trainer}${trainers === 1 ? '' : 's'} side by side`);
  const todo =
    `aws service-quotas request-service-quota-increase --service-code ec2 --quota-code ${code} ` +
    `--desired-value ${WISHED * perTrainer} --region ${region}`;
  const problem = `${found}, a ${trainer} needs ${perTrainer}`;
  return without ? warning(name, `${problem}: ${without}`, todo) : failed(name, problem, todo);
}

/** A quota that nobody has ever changed in the account can be known by its default only. */
async function valueOfQuota(client: ServiceQuotasClient, code: string): Promise<number> {
  const of = { ServiceCode: 'ec2', QuotaCode: code };
  try {
    return (await client.send(new GetServiceQuotaCommand(of))).Quota?.Value ?? 0;
  } catch (error) {
    if (!(error instanceof NoSuchResourceException)) throw error;
    return (await client.send(new GetAWSDefaultServiceQuotaCommand(of))).Quota?.Value ?? 0;
  }
}
