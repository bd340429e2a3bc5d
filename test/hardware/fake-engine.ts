import type { Engine } from '../../lib/engine/engine.ts';
import { type Operator, operatorsOf } from '../../lib/hardware/operators.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Network } from '../../lib/network/network.ts';

/** Milliseconds of a call that does nothing. */
export const CALL = 0.2;

/** A made-up device: work costs time, and so does every operator, by its type. */
export function workMs({ type, macs, bytes }: Operator): number {
  return 0.004 + 1e-4 * type.length + macs * 1e-7 + bytes * 2e-8;
}

/** An engine whose times are a known function of the network; `noise` is the relative deviation of a measurement. */
export function fakeEngine(
  operatorMs: (operator: Operator) => number = workMs,
  noise = 0,
): Engine & { timed: Network[] } {
  const random = randomStream(1, 'noise');
  const timed: Network[] = [];
  return {
    name: 'layers',
    fingerprint: 'layers/fake',
    timed,
    compile: () => {
      throw new Error('the fake engine only times');
    },
    time: (networks) =>
      networks.map(({ network }) => {
        timed.push(network);
        const ms = CALL + operatorsOf(network).reduce((sum, operator) => sum + operatorMs(operator), 0);
        return ms * (1 + noise * random.normal());
      }),
  };
}
