import { operatorsOf } from '../../lib/hardware/operators.ts';
import type { Network } from '../../lib/network/network.ts';

/** A phone that is as fast as `msOf` says: it opens the address that the command prints. */
export function phone(msOf: (network: Network) => number) {
  return async (text: string) => {
    const url = /^Open (\S+) on the device/.exec(text)?.[1];
    if (url === undefined) return;
    const post = async (name: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as { session: string };
    };
    const plan = (await (await fetch(`${url}plan.json`)).json()) as { networks: Network[]; orders: number[][] };
    const { session } = await post('begin', { agent: 'my phone', backend: 'wasm', runtime: 'tfjs' });
    for (const [round, order] of plan.orders.entries()) {
      await post('turns', { session, round, turns: order.map((run) => ({ run, ms: msOf(plan.networks[run]!) })) });
    }
  };
}
/** A made-up phone's. */
export const workMs = (network: Network) =>
  0.1 + operatorsOf(network).reduce((sum, { macs }) => sum + 0.01 + macs / 1e7, 0);
