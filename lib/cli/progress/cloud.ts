import { usd } from '../format.ts';
import type { CloudEvent } from './event.ts';

/** `3 spot, 1 on-demand` */
export function machinesText({ spot, onDemand }: Pick<CloudEvent, 'spot' | 'onDemand'>): string {
  const parts = [...(spot > 0 ? [`${spot} spot`] : []), ...(onDemand > 0 ? [`${onDemand} on-demand`] : [])];
  return parts.join(', ') || 'none';
}

/** `$0.42 of $5.00` */
export const spentText = ({ spentUsd, limitUsd }: Pick<CloudEvent, 'spentUsd' | 'limitUsd'>) =>
  limitUsd === undefined ? usd(spentUsd) : `${usd(spentUsd)} of ${usd(limitUsd)}`;

/** `5-8, 11`: neighbours in one range. */
export function numbersText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

export const cloudLines = (cloud: CloudEvent): readonly string[] => [
  `machines ${machinesText(cloud)} · spent ${spentText(cloud)}`,
  ...(cloud.training.length > 0 ? [`training ${numbersText(cloud.training)}`] : []),
];
