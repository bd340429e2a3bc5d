import { onDemandPrice } from '../lib/machine/on-demand.ts';

export interface UnitPrice {
  /** US dollars for one. */
  readonly usd: number;
  readonly per: string;
  /** What every account gets for nothing each month; not counted here. */
  readonly free?: string;
  readonly source: string;
}

/**
 * What AWS asks in us-east-1, in US dollars, read 2026-11. AWS's own pages show amounts by region through a script, so each
 * amount was compared with at least two public tables; what a page says in words (what is counted, what is free) is from
 * the page.
 */
export const PRICES = {
  /** "You are charged for the total number of state transitions across all your state machines, including retries." */
  transition: {
    usd: 25 / 1e6,
    per: 'state transition of a standard workflow',
    free: '4,000',
    source: 'https://aws.amazon.com/step-functions/pricing/',
  },
  lambdaRequest: {
    usd: 0.2 / 1e6,
    per: 'invocation',
    free: '1 million',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaGbSecond: {
    usd: 0.0000133334,
    per: 'GB-second, arm64',
    free: '400,000',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  /** Halved on 2024-11-01; older tables say 1.25 and 0.25. */
  writeUnit: {
    usd: 0.625 / 1e6,
    per: 'write request unit: 1 KB, twice that in a transaction',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  readUnit: {
    usd: 0.125 / 1e6,
    per: 'read request unit: 4 KB, consistent',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  /** PUT and LIST; DELETE costs nothing. */
  s3Put: { usd: 5 / 1e6, per: 'PUT or LIST', source: 'https://aws.amazon.com/s3/pricing/' },
  s3Get: { usd: 0.4 / 1e6, per: 'GET', source: 'https://aws.amazon.com/s3/pricing/' },
  logGb: { usd: 0.5, per: 'GB of log taken in', free: '5 GB', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  trace: { usd: 5 / 1e6, per: 'trace', free: '100,000', source: 'https://aws.amazon.com/xray/pricing/' },
  transferGb: {
    usd: 0.09,
    per: 'GB sent to the internet',
    free: '100 GB',
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  },
  diskGbMonth: { usd: 0.08, per: 'GB-month of gp3 disk', source: 'https://aws.amazon.com/ebs/pricing/' },
  addressHour: { usd: 0.005, per: 'hour of a public IPv4 address', source: 'https://aws.amazon.com/vpc/pricing/' },
} as const satisfies Record<string, UnitPrice>;

const HOURS_A_MONTH = 730;
/** GiB, as lib/cloud/instance.ts says. */
const DISK = 50;

/** Disk and address of a trainer's machine, US dollars an hour; not in the ledger. */
export const besidesMachine = (DISK * PRICES.diskGbMonth.usd) / HOURS_A_MONTH + PRICES.addressHour.usd;

/**
 * The spot price of the examples, US dollars an hour: g4dn.xlarge in us-east-1 was seen between 0.15 and 0.22 in 2025 and
 * 2026. It changes by the hour: `aws ec2 describe-spot-price-history`.
 */
export const SPOT = { type: 'g4dn.xlarge', usdPerHour: 0.2 } as const;

export const ON_DEMAND = { type: SPOT.type, ...onDemandPrice({ type: SPOT.type, zone: 'us-east-1a' }) };
