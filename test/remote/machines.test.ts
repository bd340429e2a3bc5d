import { expect, it } from 'vitest';
import { machinesAtWork } from '../../lib/remote/machines.ts';
import type { Charge } from '../../lib/trial/charge.ts';
import { chargeOf } from '../suites/store/samples.ts';

const at = Date.parse('2026-11-01T00:05:00Z');
const on = (instance: string, purchase: 'spot' | 'on-demand', changes: Partial<Charge> = {}) => {
  const charge = chargeOf(`${instance}#1`, 0.1, changes);
  return { ...charge, machine: { ...charge.machine, instance, purchase } };
};

it('machines at work are those that are paid for now, each counted once', () => {
  const charges = [
    on('i-1', 'spot'),
    on('i-1', 'spot'),
    on('i-2', 'on-demand'),
    on('i-3', 'spot', { state: 'ended' }),
    on('i-4', 'spot', { state: 'refused' }),
    on('i-5', 'spot', { seconds: 299 }),
    on('i-6', 'spot', { seconds: 300 }),
  ];
  expect(machinesAtWork(charges, at)).toEqual({ spot: 2, onDemand: 1 });
});
