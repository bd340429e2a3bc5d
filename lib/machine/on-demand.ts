/**
 * US dollars an hour, Linux, on demand, us-east-1. The GPU types are from a public copy of AWS's Price List, captured
 * 2026-08-17, c7i from one of 2026-10-05; at least three public tables agree on every price (read 2026-11).
 * AWS's own page, which shows them by region: https://aws.amazon.com/ec2/pricing/on-demand/
 */
const USD_PER_HOUR: Readonly<Record<string, number>> = {
  'g4dn.xlarge': 0.526,
  'g4dn.2xlarge': 0.752,
  'g5.xlarge': 1.006,
  'g5.2xlarge': 1.212,
  'g6.xlarge': 0.8048,
  'g6.2xlarge': 0.9776,
  'g6e.xlarge': 1.861,
  'g6e.2xlarge': 2.24208,
  'c5.large': 0.085,
  'c6a.large': 0.0765,
  'c6i.large': 0.085,
  'c7i.large': 0.08925,
  'm5.large': 0.096,
  'm6a.large': 0.0864,
  'm6i.large': 0.096,
  'm7i.large': 0.1008,
  'r6i.large': 0.126,
};

/** Regions where these types cost what they cost in us-east-1. */
const SAME_PRICE = /^us-(east-[12]|west-2)/;

/** Everywhere else they cost more, nowhere twice as much. */
const ELSEWHERE = 2;

export interface OnDemandPrice {
  readonly usdPerHour: number;
  /** Why the price is higher than the machine's real one, where it may be. */
  readonly note?: string;
}

/** What an instance costs on demand, or more: never less. */
export function onDemandPrice({ type, zone }: { readonly type: string; readonly zone: string }): OnDemandPrice {
  const known = USD_PER_HOUR[type];
  const usd = known ?? Math.max(...Object.values(USD_PER_HOUR));
  const same = SAME_PRICE.test(zone);
  const notes = [
    known === undefined && `the price of ${type} is not known: it is charged as the dearest type that is`,
    !same && `prices in ${zone} are not known: it is charged ${ELSEWHERE} times what us-east-1 asks`,
  ].filter((note) => note !== false);
  return { usdPerHour: same ? usd : usd * ELSEWHERE, ...(notes.length > 0 && { note: notes.join('; ') }) };
}
